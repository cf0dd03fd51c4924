import type { AddressRange } from '../equivalence/networks.js';
import type { Path } from '../path.js';
import { nameSet, plainName } from '../plain-data.js';

/** A closed interval of whole numbers. */
export type IntegerRange = readonly [first: number, last: number];

export type Direction = 'ingress' | 'egress';

/** One rule of a firewall, read from any of the clouds' shapes. */
export interface FirewallRule {
  readonly direction: Direction;
  readonly allow: boolean;
  /** Lower is asked first; rules without one stand behind all others. */
  readonly priority: number;
  readonly protocols: readonly IntegerRange[];
  readonly ports: readonly IntegerRange[];
  readonly addresses: readonly SourcedRange[];
  /** Where the rule stands in its configuration. */
  readonly path: Path;
}

/** A range of addresses and the place that names it. */
export interface SourcedRange {
  readonly range: AddressRange;
  readonly path: Path;
}

export const EVERY_IPV4: AddressRange = { family: 4, first: 0n, last: (1n << 32n) - 1n };
export const EVERY_IPV6: AddressRange = { family: 6, first: 0n, last: (1n << 128n) - 1n };

export const EVERY_PORT: IntegerRange = [0, 65_535];
export const EVERY_PROTOCOL: IntegerRange = [0, 255];

/** A block of what can be reached: some addresses × some ports × some protocols, every side a closed interval. */
export interface Box {
  readonly protocols: IntegerRange;
  readonly ports: IntegerRange;
  readonly addresses: AddressRange;
}

/** The boxes of one rule. */
export const boxesOf = (rule: FirewallRule): readonly Box[] =>
  rule.addresses.flatMap(({ range }) =>
    rule.protocols.flatMap((protocols) => rule.ports.map((ports): Box => ({ protocols, ports, addresses: range }))),
  );

function boxesOverlap(a: Box, b: Box): boolean {
  return (
    a.ports[0] <= b.ports[1] &&
    b.ports[0] <= a.ports[1] &&
    a.protocols[0] <= b.protocols[1] &&
    b.protocols[0] <= a.protocols[1] &&
    a.addresses.family === b.addresses.family &&
    a.addresses.first <= b.addresses.last &&
    b.addresses.first <= a.addresses.last
  );
}

/** What is left of a box without another: at most six boxes that do not overlap. */
function subtractBox(box: Box, taken: Box): readonly Box[] {
  if (!boxesOverlap(box, taken)) return [box];
  const left: Box[] = [];
  let core = box;
  for (const protocols of rangesOutside(core.protocols, taken.protocols)) left.push({ ...core, protocols });
  core = { ...core, protocols: intersection(core.protocols, taken.protocols) };
  for (const ports of rangesOutside(core.ports, taken.ports)) left.push({ ...core, ports });
  core = { ...core, ports: intersection(core.ports, taken.ports) };
  const { family, first, last } = core.addresses;
  if (first < taken.addresses.first)
    left.push({ ...core, addresses: { family, first, last: taken.addresses.first - 1n } });
  if (last > taken.addresses.last)
    left.push({ ...core, addresses: { family, first: taken.addresses.last + 1n, last } });
  return left;
}

/**
 * What is left of some boxes without others. Stops splitting at `limit` boxes: what is left then is too much, never
 * too little.
 */
export function subtract(boxes: readonly Box[], taken: readonly Box[], limit = 20_000): readonly Box[] {
  let left = boxes;
  for (const hole of taken) {
    if (left.length === 0 || left.length > limit) break;
    if (left.some((box) => boxesOverlap(box, hole))) left = left.flatMap((box) => subtractBox(box, hole));
  }
  return left;
}

const intersection = (a: IntegerRange, b: IntegerRange): IntegerRange => [Math.max(a[0], b[0]), Math.min(a[1], b[1])];

function rangesOutside(whole: IntegerRange, hole: IntegerRange): readonly IntegerRange[] {
  const left: IntegerRange[] = [];
  if (whole[0] < hole[0]) left.push([whole[0], hole[0] - 1]);
  if (whole[1] > hole[1]) left.push([hole[1] + 1, whole[1]]);
  return left;
}

/** What a rule lets pass, and the rule. */
export interface AllowedByRule {
  readonly rule: FirewallRule;
  readonly boxes: readonly Box[];
}

/**
 * What each rule of one direction lets pass. Where rules deny, the first that matches counts: by priority, at the same
 * priority the denial (Google Cloud; Azure and AWS forbid equal ones). Security groups have no denials, and no order.
 */
export function allowedBy(rules: readonly FirewallRule[], direction: Direction): readonly AllowedByRule[] {
  const own = rules.filter((rule) => rule.direction === direction);
  if (own.every(({ allow }) => allow)) return own.map((rule) => ({ rule, boxes: boxesOf(rule) }));
  const denied: Box[] = [];
  const allowed: AllowedByRule[] = [];
  for (const rule of [...own].sort((a, b) => compare(a.priority, b.priority) || Number(a.allow) - Number(b.allow))) {
    if (rule.allow) allowed.push({ rule, boxes: subtract(boxesOf(rule), denied) });
    else denied.push(...boxesOf(rule));
  }
  return allowed;
}

// Infinity − Infinity is not 0.
const compare = (a: number, b: number): number => (a === b ? 0 : a - b);

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
