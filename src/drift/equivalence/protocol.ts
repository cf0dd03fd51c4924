import type { Equivalence } from './equivalence.js';

// IANA protocol numbers under the names that clouds accept; -1 and `all` mean every protocol.
const PROTOCOL_NUMBERS: ReadonlyMap<string, string> = new Map([
  ['all', '-1'],
  ['any', '-1'],
  ['*', '-1'],
  ['icmp', '1'],
  ['igmp', '2'],
  ['ipip', '4'],
  ['tcp', '6'],
  ['udp', '17'],
  ['gre', '47'],
  ['esp', '50'],
  ['ah', '51'],
  ['icmpv6', '58'],
  ['ipv6-icmp', '58'],
  ['icmp6', '58'],
  ['sctp', '132'],
]);

/** IP protocols by name or IANA number: `tcp` = `6` = `"TCP"`, `all` = `-1`. */
export const protocol: Equivalence = {
  name: 'protocol',
  normalize: (value) => {
    if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'bigint') return undefined;
    const text = String(value).trim().toLowerCase();
    return PROTOCOL_NUMBERS.get(text) ?? (/^(?:-1|\d{1,3})$/.test(text) ? String(Number(text)) : undefined);
  },
};
