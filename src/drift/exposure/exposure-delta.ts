import type { AddressRange } from '../equivalence/networks.js';
import type { ExposureChange, ReachableRegion } from '../model/drift-record.js';
import type { Path } from '../path.js';
import { tryOr } from '../plain-data.js';
import type { JudgedChange, Judgment } from '../security-fields.js';
import {
  allowedBy,
  type AllowedByRule,
  type Box,
  boxesOf,
  type Direction,
  EVERY_PORT,
  EVERY_PROTOCOL,
  type FirewallRule,
  type IntegerRange,
  isDirectionName,
  namesAddresses,
  shapesRule,
  type SourcedRange,
  subtract,
} from './firewall-rule.js';
import { readRules } from './firewall-rules.js';
import { newlyOpenToInternet, type ProtocolPorts, touches } from './internet.js';

/** Boxes for people, the widest first. */
function describeRegions(direction: Direction, boxes: readonly Box[]): readonly ReachableRegion[] {
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

/** What a change of a resource's rules does to what can be reached; asked place by place. */
export interface ExposureDelta {
  /**
   * What a difference at this place of the actual configuration has to do with it; `undefined`: it is about no rule.
   */
  at(actualPath: Path): ExposureChange | undefined;
}

/**
 * Compares what the whole rule set lets pass with what the declared one does, as addresses × ports × protocols: a rule
 * that another already covers opens nothing, two halves of the internet open all of it. Of configurations that refuse
 * to
 * be read, no place is about a rule.
 */
export function exposureDelta(
  desired: unknown,
  actual: unknown,
  resourceType: string,
  above: Path = [],
): ExposureDelta {
  const delta = tryOr(() => deltaOf(desired, actual, resourceType, above), undefined);
  return { at: (path) => tryOr(() => delta?.at(path), undefined) };
}

function deltaOf(desired: unknown, actual: unknown, resourceType: string, above: Path): ExposureDelta {
  const before = readRules(desired, resourceType, above);
  const after = readRules(actual, resourceType, above);
  const ways = DIRECTIONS.map((direction) => changeOf(before, after, direction));
  const places = [...before, ...after].map(({ path }) => path);
  return {
    at: (path) => (places.some((place) => concerns(path, place)) ? exposureAt(path, ways) : undefined),
  };
}

const DIRECTIONS: readonly Direction[] = ['ingress', 'egress'];

interface DirectionChange {
  readonly direction: Direction;
  readonly opened: readonly Opened[];
  readonly closes: boolean;
  readonly internet: readonly ProtocolPorts[];
  /** Where rules stand that deny, before or after: what opens when one goes is opened by no rule of its own. */
  readonly denials: readonly Path[];
}

interface Opened {
  readonly rule: FirewallRule;
  readonly boxes: readonly Box[];
}

function changeOf(
  before: readonly FirewallRule[],
  after: readonly FirewallRule[],
  direction: Direction,
): DirectionChange {
  const [old, now] = [allowedBy(before, direction), allowedBy(after, direction)];
  const [oldBoxes, nowBoxes] = [old, now].map((rules) => rules.flatMap(({ boxes }) => boxes)) as [Box[], Box[]];
  const opened = allowedBeyond(now, oldBoxes, old);
  const world = newlyOpenToInternet(
    opened.flatMap(({ boxes }) => boxes),
    oldBoxes,
    nowBoxes,
  );
  const denials = [...before, ...after]
    .filter((rule) => rule.direction === direction && !rule.allow)
    .map(({ path }) => path);
  return { direction, opened, closes: allowedBeyond(old, nowBoxes, now).length > 0, internet: world, denials };
}

/** What some rules let pass that others do not. Rules that stand word for word among the others are passed over. */
function allowedBeyond(
  rules: readonly AllowedByRule[],
  others: readonly Box[],
  otherRules: readonly AllowedByRule[],
): readonly Opened[] {
  const known = new Set(otherRules.flatMap(({ boxes }) => boxes.map(keyOf)));
  return rules.flatMap(({ rule, boxes }) => {
    const beyond = subtract(
      boxes.filter((box) => !known.has(keyOf(box))),
      others,
    );
    return beyond.length > 0 ? [{ rule, boxes: beyond }] : [];
  });
}

const keyOf = ({ protocols, ports, addresses: { family, first, last } }: Box): string =>
  `${protocols.join()}:${ports.join()}:${family}:${first}:${last}`;

function exposureAt(path: Path, ways: readonly DirectionChange[]): ExposureChange {
  const through = ways.map((way) => ({ ...way, opened: way.opened.flatMap((opened) => openedThrough(opened, path)) }));
  const named = through.some(({ opened }) => opened.length > 0)
    ? through
    : ways.filter(({ denials }) => denials.some((denial) => concerns(path, denial)));
  return {
    opened: named
      .flatMap(({ direction, opened }) =>
        describeRegions(
          direction,
          opened.flatMap(({ boxes }) => boxes),
        ),
      )
      .slice(0, 20),
    exposedToInternet: named.some(opensToInternet),
    unchanged: ways.every(({ opened, closes }) => opened.length === 0 && !closes),
  };
}

const opensToInternet = ({ direction, opened, internet: world }: DirectionChange): boolean =>
  direction === 'ingress' &&
  opened.some(({ boxes }) => boxes.some((box) => world.some((slice) => touches(box, slice))));

function openedThrough({ rule, boxes }: Opened, path: Path): readonly Opened[] {
  if (!concerns(path, rule.path)) return [];
  // Of a list of addresses one difference opens what it names, not what its neighbours do.
  const kept = namesAddresses(path)
    ? boxes.filter((box) =>
        rule.addresses.some((address) => related(path, address.path) && overlapsAddresses(box, address)),
      )
    : boxes;
  return kept.length > 0 ? [{ rule, boxes: kept }] : [];
}

const overlapsAddresses = ({ addresses }: Box, { range }: SourcedRange): boolean =>
  addresses.family === range.family && addresses.first <= range.last && range.first <= addresses.last;

/**
 * Whether a difference at a path bears on what the rule at another lets pass: it lies above it, or is one of its
 * terms.
 */
function concerns(path: Path, rule: Path): boolean {
  const shared = sharedLength(path, rule);
  const term = path[shared];
  if (term === undefined) return true;
  if (typeof term === 'number') return shared >= rule.length;
  // `egress` beside `ingress` is another list of rules; as a switch it is a term.
  return shapesRule(term) && (path.length === shared + 1 || !isDirectionName(term));
}

/** Whether one of two paths leads to the other. */
const related = (a: Path, b: Path): boolean => sharedLength(a, b) === Math.min(a.length, b.length);

function sharedLength(a: Path, b: Path): number {
  let shared = 0;
  while (shared < a.length && shared < b.length && a[shared] === b[shared]) shared++;
  return shared;
}

/**
 * What a rule that stops traffic, and is a resource of its own, no longer stops: it went, was switched off, narrowed,
 * or moved behind others. What it let pass is judged by the exposure; what stands behind it is not known.
 */
export function judgeDenials(change: JudgedChange): readonly Judgment[] {
  const { resourceType, segments, desired, actual, resource } = change;
  if (segments.length > 0 && resource === undefined) return NONE;
  const [before, after] = segments.length === 0 ? [desired, actual] : [resource?.before, resource?.after];
  if (before === undefined || !NAMED_DENIAL.test(resourceType)) return NONE;
  return tryOr(() => judge(before, after, resourceType), NONE);
}

const NONE: readonly Judgment[] = [];
const NAMED_DENIAL = /rule|firewall|acl|security_?policy/i;

function judge(before: unknown, after: unknown, resourceType: string): readonly Judgment[] {
  const [old, now] = [readRules(before, resourceType), readRules(after, resourceType)];
  // Beside rules that allow, the difference of what passes says all.
  if (old.length === 0 || [...old, ...now].some(({ allow }) => allow)) return [];
  const stopped = subtract(old.flatMap(boxesOf), now.flatMap(boxesOf));
  if (stopped.length > 0) return [{ severity: 'security', reason: 'what the rule stopped is no longer stopped' }];
  return first(now) > first(old) ? [{ severity: 'security', reason: 'the rule now stands behind others' }] : [];
}

const first = (rules: readonly FirewallRule[]): number => Math.min(...rules.map(({ priority }) => priority));
