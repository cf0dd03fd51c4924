import type { ExposureChange } from '../model/exposure-change.js';
import type { Path } from '../path/segment.js';
import { type AllowedByRule, allowedBy } from './allowed.js';
import { type Box, subtract } from './box.js';
import type { Direction, FirewallRule, SourcedRange } from './firewall-rule.js';
import { describeRegions } from './region-text.js';
import { tryOr } from '../safely.js';
import { readRules } from './read-rules.js';
import { isDirectionName, namesAddresses, shapesRule } from './rule-names.js';
import { newlyOpenToInternet, type ProtocolPorts, touches } from './world.js';

/** What a change of a resource's rules does to what can be reached; asked place by place. */
export interface ExposureDelta {
  /**
   * What a difference at this place of the actual configuration has to do with it; `undefined`: it is about no rule.
   */
  at(actualPath: Path): ExposureChange | undefined;
}

/**
 * Compares what the whole rule set lets pass with what the declared one does, as addresses × ports × protocols: a rule
 * that another already covers opens nothing, two halves of the internet open all of it. Of configurations that refuse to
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
    toTheWorld: named.some(opensToInternet),
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
