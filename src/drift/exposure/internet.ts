import { type AddressRange, parseCidr } from '../equivalence/networks.js';
import type { Box, IntegerRange } from './firewall-rule.js';

// What the internet is made of: the unicast addresses that are routed between networks (IANA special-purpose
// registries, RFC 6890). A rule set that covers these is open to the world, whether or not it also names private
// addresses.
const PUBLIC_IPV4 = [
  ['1.0.0.0', '9.255.255.255'],
  ['11.0.0.0', '100.63.255.255'],
  ['100.128.0.0', '126.255.255.255'],
  ['128.0.0.0', '169.253.255.255'],
  ['169.255.0.0', '172.15.255.255'],
  ['172.32.0.0', '192.167.255.255'],
  ['192.169.0.0', '223.255.255.255'],
].map(([first, last]): AddressRange => ({ family: 4, first: parseCidr(first!)!.first, last: parseCidr(last!)!.last }));
const PUBLIC_IPV6 = [parseCidr('2000::/3')!];

/** Whether some ranges together hold every public address of IPv4, or of IPv6. */
export const coversPublicInternet = (ranges: readonly AddressRange[]): boolean =>
  covers(ranges, PUBLIC_IPV4) || covers(ranges, PUBLIC_IPV6);

function covers(ranges: readonly AddressRange[], wanted: readonly AddressRange[]): boolean {
  const sorted = ranges
    .filter(({ family }) => family === wanted[0]!.family)
    .sort((a, b) => (a.first < b.first ? -1 : a.first > b.first ? 1 : 0));
  return wanted.every(({ first, last }) => {
    let reached = first - 1n;
    for (const range of sorted) {
      if (range.first > reached + 1n) break;
      if (range.last > reached) reached = range.last;
    }
    return reached >= last;
  });
}

/** A slice of protocols and ports. */
export interface ProtocolPorts {
  readonly protocols: IntegerRange;
  readonly ports: IntegerRange;
}

/**
 * The slices, within what `opened` touches, in which `after` lets the whole world pass and `before` did not. Every
 * slice lies between two neighbouring boundaries of the boxes, so that within it all ports are alike.
 */
export function newlyOpenToInternet(
  opened: readonly Box[],
  before: readonly Box[],
  after: readonly Box[],
): readonly ProtocolPorts[] {
  // Most rule sets do not reach the whole world on any port: one look at the addresses alone settles it.
  if (!coversPublicInternet(after.map(({ addresses }) => addresses))) return [];
  const found: ProtocolPorts[] = [];
  for (const protocols of elementaryRanges([...opened, ...before, ...after].map((box) => box.protocols))) {
    const [touched, old, now] = [opened, before, after].map((boxes) =>
      boxes.filter((box) => contains(box.protocols, protocols)),
    );
    const cuts = elementaryRanges([...touched!, ...old!, ...now!].map((box) => box.ports));
    const [touchedAt, oldAt, nowAt] = [touched!, old!, now!].map((boxes) => addressesPerRange(boxes, cuts));
    cuts.forEach((ports, i) => {
      const opens = touchedAt![i]!.length > 0 && coversPublicInternet(nowAt![i]!) && !coversPublicInternet(oldAt![i]!);
      if (opens) found.push({ protocols, ports });
    });
  }
  return found;
}

/** Whether a box reaches into a slice, which lies wholly in or wholly out of it. */
export const touches = (box: Box, { protocols, ports }: ProtocolPorts): boolean =>
  contains(box.protocols, protocols) && contains(box.ports, ports);

const contains = (outer: IntegerRange, inner: IntegerRange): boolean => outer[0] <= inner[0] && inner[1] <= outer[1];

/** The addresses of the boxes that are there in each of the slabs, by one sweep over the ports. */
function addressesPerRange(boxes: readonly Box[], cuts: readonly IntegerRange[]): readonly (readonly AddressRange[])[] {
  const waiting = [...boxes].sort((a, b) => b.ports[0] - a.ports[0]);
  let active: Box[] = [];
  return cuts.map((slab) => {
    active = active.filter((box) => box.ports[1] >= slab[1]);
    while (waiting.length > 0 && waiting.at(-1)!.ports[0] <= slab[0]) active.push(waiting.pop()!);
    return active.map(({ addresses }) => addresses);
  });
}

// The intervals between neighbouring boundaries.
function elementaryRanges(intervals: readonly IntegerRange[]): readonly IntegerRange[] {
  const starts = [...new Set(intervals.flatMap(([first, last]) => [first, last + 1]))].sort((a, b) => a - b);
  return starts.slice(0, -1).map((start, i): IntegerRange => [start, starts[i + 1]! - 1]);
}
