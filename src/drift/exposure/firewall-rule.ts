import type { AddressRange } from '../equivalence/networks.js';
import type { Path } from '../path.js';

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
