import { type AddressRange, parseCidr } from '../equivalence/cidr.js';

export const EVERY_IPV4: AddressRange = { family: 4, first: 0n, last: (1n << 32n) - 1n };
export const EVERY_IPV6: AddressRange = { family: 6, first: 0n, last: (1n << 128n) - 1n };

// Azure's service tags for everything outside; `*` and `Any` are every address.
const ANY_ADDRESS = /^(?:\*|any|all|internet)$/i;

/**
 * The addresses that a text names: a network, an address, `first-last`, several with commas, `*`. Other texts name
 * none.
 */
export function addressesOf(text: string): readonly AddressRange[] {
  if (text.length > 10_000) return [];
  return text.split(',').flatMap((part) => rangesOf(part.trim()));
}

function rangesOf(text: string): readonly AddressRange[] {
  if (ANY_ADDRESS.test(text)) return [EVERY_IPV4, EVERY_IPV6];
  const [first, last, ...rest] = text.split('-');
  if (last !== undefined && rest.length === 0) return addressesBetween(first!, last);
  const range = parseCidr(text);
  return range === undefined ? [] : [range];
}

/** The addresses from one to another, both included; none where they are not two addresses in this order. */
export function addressesBetween(first: string, last: string): readonly AddressRange[] {
  const from = parseCidr(first);
  const to = parseCidr(last);
  if (from === undefined || to === undefined || from.family !== to.family || from.first > to.last) return [];
  return [{ family: from.family, first: from.first, last: to.last }];
}
