import type { AddressRange } from '../equivalence/cidr.js';
import type { ReachableRegion } from '../model/exposure-change.js';
import type { Box } from './box.js';
import { EVERY_PORT, EVERY_PROTOCOL } from './ports.js';
import type { Direction, IntegerRange } from './firewall-rule.js';

/** Boxes for people, the widest first. */
export function describeRegions(direction: Direction, boxes: readonly Box[]): readonly ReachableRegion[] {
  const regions = [...boxes].sort(byWidth).map((box): ReachableRegion => ({
    direction,
    protocol: protocolText(box.protocols),
    ports: intervalText(box.ports, EVERY_PORT),
    addresses: rangeText(box.addresses),
  }));
  return [...new Map(regions.map((region) => [Object.values(region).join(' '), region])).values()];
}

function byWidth(a: Box, b: Box): number {
  const [left, right] = [widthOf(a), widthOf(b)];
  if (left !== right) return left > right ? -1 : 1;
  return a.ports[0] - b.ports[0] || a.protocols[0] - b.protocols[0] || (a.addresses.first < b.addresses.first ? -1 : 1);
}

// IPv6 has 2^96 addresses for each of IPv4; a share of the family is what compares.
const widthOf = ({ addresses: { family, first, last } }: Box): bigint =>
  (last - first + 1n) << (family === 4 ? 96n : 0n);

const PROTOCOL_NAMES: ReadonlyMap<number, string> = new Map([
  [1, 'icmp'],
  [6, 'tcp'],
  [17, 'udp'],
  [58, 'icmpv6'],
]);

function protocolText(protocols: IntegerRange): string {
  const [first, last] = protocols;
  return first === last ? (PROTOCOL_NAMES.get(first) ?? String(first)) : intervalText(protocols, EVERY_PROTOCOL);
}

const intervalText = ([first, last]: IntegerRange, every: IntegerRange): string =>
  first === every[0] && last === every[1] ? 'all' : first === last ? String(first) : `${first}-${last}`;

/** `10.0.0.0/8` where the range is a network, `first-last` where it is not. */
function rangeText({ family, first, last }: AddressRange): string {
  const bits = family === 4 ? 32 : 128;
  const size = last - first + 1n;
  const isNetwork = (size & (size - 1n)) === 0n && first % size === 0n;
  const text = family === 4 ? ipv4Text : ipv6Text;
  return isNetwork ? `${text(first)}/${bits - (size.toString(2).length - 1)}` : `${text(first)}-${text(last)}`;
}

const ipv4Text = (address: bigint): string => [24n, 16n, 8n, 0n].map((shift) => (address >> shift) & 255n).join('.');

// RFC 5952: no leading zeros, the first of the longest runs of zero groups as `::`.
function ipv6Text(address: bigint): string {
  const groups = Array.from({ length: 8 }, (_, i) => ((address >> BigInt(112 - 16 * i)) & 0xffffn).toString(16)).join(
    ':',
  );
  const runs = groups.match(/\b0(?::0)+\b/g) ?? [];
  const longest = runs.reduce((best, run) => (run.length > best.length ? run : best), '');
  return longest === '' ? groups : groups.replace(new RegExp(`:?\\b${longest}\\b:?`), '::');
}
