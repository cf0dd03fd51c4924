import { type AddressRange, parseCidr } from '../equivalence/networks.js';
import type { Path } from '../path.js';
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

/**
 * What a field of a firewall rule says. Under `networks` a field `value` is an address range; where `otherSources` are
 * named, which are no addresses, the rule is not open to every address.
 */
export type RuleRole =
  | 'sources'
  | 'destinations'
  | 'rangeStart'
  | 'rangeEnd'
  | 'fromPort'
  | 'toPort'
  | 'ports'
  | 'protocol'
  | 'direction'
  | 'priority'
  | 'action'
  | 'disabled'
  | 'allowed'
  | 'denied'
  | 'networks'
  | 'otherSources';

/**
 * How the clouds spell the parts of a firewall rule, letters and digits alone in lower case: Terraform, CloudFormation
 * and the APIs of AWS, Google Cloud, Azure and OpenStack, and the plain `{ cidr, from_port, to_port, protocol }`.
 */
export const RULE_NAMES: Readonly<Record<RuleRole, ReadonlySet<string>>> = {
  sources: nameSet(
    'cidr cidrs cidrblock cidrblocks cidrip cidripv4 cidripv6 ipv4cidr ipv6cidr ipv6cidrblock ipv6cidrblocks',
    'source sourcecidr sourcecidrs sourcecidrblock sourceip sourceips sourcerange sourceranges sourceaddressprefix',
    'sourceaddressprefixes sourceaddresses remoteipprefix allowedcidrs allowedcidrblocks publicaccesscidrs ipranges',
    'ipv6ranges loadbalancersourceranges',
  ),
  destinations: nameSet(
    'destination destinationcidr destinationcidrs destinationrange destinationranges destinationaddressprefix',
    'destinationaddressprefixes destinationaddresses',
  ),
  rangeStart: nameSet('startipaddress'),
  rangeEnd: nameSet('endipaddress'),
  fromPort: nameSet('fromport portrangemin startport'),
  toPort: nameSet('toport portrangemax endport'),
  ports: nameSet(
    'port ports portrange portranges dstport destinationport destinationports',
    'destinationportrange destinationportranges',
  ),
  protocol: nameSet('protocol protocols ipprotocol'),
  direction: nameSet('direction'),
  priority: nameSet('priority ruleno rulenumber'),
  action: nameSet('access action ruleaction'),
  disabled: nameSet('disabled'),
  allowed: nameSet('allow allowed'),
  denied: nameSet('deny denied'),
  networks: nameSet('authorizednetworks'),
  otherSources: nameSet('sourcetags sourceserviceaccounts'),
};

/** Ancestors (or resource types) that say which way the rules below them let traffic pass. */
export const EGRESS: RegExp = /egress|outbound/;
export const INGRESS: RegExp = new RegExp(
  'ingress|inbound|securitygroup|firewall|networkacl|networksecurity|ippermissions|' +
    'authorizednetworks|publicaccesscidrs|loadbalancersourceranges',
);

/** A key as the tables above spell it. The same few keys are asked for again and again, so they are remembered. */
export function plainName(key: string): string {
  const known = keptNames.get(key);
  if (known !== undefined) return known;
  if (keptNames.size >= MAX_KEPT_NAMES) keptNames.clear();
  const plain = key.replace(/[^A-Za-z0-9]/g, '').toLowerCase();
  // A key made of data is not worth keeping.
  if (key.length <= MAX_KEPT_NAME_LENGTH) keptNames.set(key, plain);
  return plain;
}

const keptNames = new Map<string, string>();
const MAX_KEPT_NAMES = 5_000;
const MAX_KEPT_NAME_LENGTH = 100;

const TERM_NAMES: ReadonlySet<string> = new Set([
  ...Object.values(RULE_NAMES).flatMap((known) => [...known]),
  'egress',
  'type',
]);

/** Whether a key of a rule has a say in what the rule lets pass; a description has none. */
export const shapesRule = (key: string): boolean => TERM_NAMES.has(plainName(key));

const ADDRESS_NAMES: ReadonlySet<string> = new Set(
  [RULE_NAMES.sources, RULE_NAMES.destinations].flatMap((known) => [...known]),
);

/** Whether a path ends in a field that names addresses of a rule one by one, or in one of them. */
export function namesAddresses(path: Path): boolean {
  const key = path.findLast((segment) => typeof segment === 'string');
  return key !== undefined && ADDRESS_NAMES.has(plainName(key));
}

export const isDirectionName = (key: string): boolean => plainName(key) === 'egress';

/** A set of names, written between blanks. */
export function nameSet(...lists: readonly string[]): ReadonlySet<string> {
  return new Set(lists.join(' ').split(' '));
}
