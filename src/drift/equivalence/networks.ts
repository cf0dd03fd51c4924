import type { Equivalence } from './equivalence.js';

/** A range of addresses of one family, both ends included. */
export interface AddressRange {
  readonly family: 4 | 6;
  readonly first: bigint;
  readonly last: bigint;
}

/**
 * Networks as address ranges: host bits and spelling carry no meaning (`10.0.0.1/24` = `10.0.0.0/24`, `::0/0` =
 * `::/0`), a bare address is a network of one. Octets with a leading zero are refused: some readers take them as octal.
 */
export const cidr: Equivalence = {
  name: 'cidr',
  normalize: (value) => {
    const range = typeof value === 'string' ? parseCidr(value) : undefined;
    return range && `${range.family}:${range.first.toString(16)}-${range.last.toString(16)}`;
  },
  recognizes: (value) => typeof value === 'string' && /[/:]/.test(value) && parseCidr(value) !== undefined,
};

/** The addresses of a network in CIDR notation or of a single address; `undefined` for any other text. */
export function parseCidr(text: string): AddressRange | undefined {
  const [address, prefix, ...rest] = text.trim().split('/');
  if (rest.length > 0 || (prefix !== undefined && !/^(?:0|[1-9]\d{0,2})$/.test(prefix))) return undefined;
  const family = address!.includes(':') ? 6 : 4;
  const bits = family === 6 ? 128 : 32;
  const value = family === 6 ? parseIpv6(address!) : parseIpv4(address!);
  const length = prefix === undefined ? bits : Number(prefix);
  if (value === undefined || length > bits) return undefined;
  const size = 1n << BigInt(bits - length);
  const first = value - (value % size);
  return { family, first, last: first + size - 1n };
}

function parseIpv4(text: string): bigint | undefined {
  const octets = text.split('.');
  if (octets.length !== 4 || !octets.every((octet) => /^(?:0|[1-9]\d{0,2})$/.test(octet) && Number(octet) < 256))
    return undefined;
  return octets.reduce((sum, octet) => sum * 256n + BigInt(octet), 0n);
}

// RFC 4291 §2.2: eight groups, one run of zero groups may be `::`, the last two groups may be an IPv4 address.
function parseIpv6(text: string): bigint | undefined {
  const halves = text.split('::');
  if (text.length > 45 || halves.length > 2) return undefined;
  const [head, tail] = halves.map(groupsOf);
  if (head === undefined || (halves.length === 2 && tail === undefined)) return undefined;
  const missing = 8 - head.length - (tail?.length ?? 0);
  if (halves.length === 1 ? missing !== 0 : missing < 1) return undefined;
  return [...head, ...Array<bigint>(missing).fill(0n), ...(tail ?? [])].reduce(
    (sum, group) => sum * 65_536n + group,
    0n,
  );
}

function groupsOf(half: string): readonly bigint[] | undefined {
  if (half === '') return [];
  const groups: bigint[] = [];
  const parts = half.split(':');
  for (const [i, part] of parts.entries()) {
    const embedded = i === parts.length - 1 && part.includes('.') ? parseIpv4(part) : undefined;
    if (embedded !== undefined) groups.push(embedded >> 16n, embedded & 0xffffn);
    else if (/^[0-9a-fA-F]{1,4}$/.test(part)) groups.push(BigInt(`0x${part}`));
    else return undefined;
  }
  return groups;
}

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
