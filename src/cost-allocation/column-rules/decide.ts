import { E, type Either } from '../../prelude.js';
import { type MillisecondInterval, toMilliseconds } from '../accrual.js';
import { invalidAllocationRule, type InvalidAllocationRule, invalidCharge, type InvalidCharge } from '../errors.js';
import { COST_CATEGORIES } from '../model/cost-category.js';
import { type ChargeWithColumns, type ColumnReader, readerOfCharge } from './read-columns.js';
import type { FixedRule } from './read-rules.js';

/** One step of dividing a charge: which of the weights is meant. */
interface SplitStep {
  /** What the step adds to the id of the charge: a list in JSON, so that different parts have different ids. */
  readonly id: string;
  readonly weights: readonly bigint[];
  readonly position: number;
}

/** What rules give a charge, or one part of it. */
export interface Decision {
  /** By dimension; null for no value. */
  readonly values: ReadonlyMap<string, string | null>;
  /** Which rule gave it. */
  readonly decidedBy: ReadonlyMap<string, string>;
  readonly splits: readonly SplitStep[];
  /** The columns as they are after the rules. */
  readonly read: ColumnReader;
}

/** What a charge is given during a part of its time. */
export interface DecidedInterval extends MillisecondInterval {
  readonly decisions: readonly Decision[];
}

/** Follows which rules match and which of them decide something. */
export interface MatchObserver {
  /** A rule matched a charge or a part of one. `before`: where it decided nothing, the rules that had before it. */
  matched(ruleId: string, charge: ChargeWithColumns, decided: boolean, before: readonly string[]): void;
}

/** Parts of one charge, at most. */
const MAX_PARTS = 1000;

type DecideError = InvalidAllocationRule | InvalidCharge;

/** Makes the function that decides a charge: interval by interval, where rules begin or end while it lasts. */
export function createDecider(
  rules: readonly FixedRule[],
  observer?: MatchObserver,
): (charge: ChargeWithColumns) => Either<DecideError, readonly DecidedInterval[]> {
  const active = rules.filter(({ rule }) => rule.isActive);
  const edges = [...new Set(active.flatMap(({ rule }) => [rule.effectiveFrom, rule.effectiveUntil ?? Infinity]))]
    .filter(Number.isFinite)
    .map(toMilliseconds)
    .sort((a, b) => a - b);
  // The rules that hold before the first edge, between the first and the second, and so on.
  const holding = [-Infinity, ...edges].map((at) =>
    active.filter(
      ({ rule }) => toMilliseconds(rule.effectiveFrom) <= at && at < toMilliseconds(rule.effectiveUntil ?? Infinity),
    ),
  );
  return (charge) => {
    const [from, to] = [toMilliseconds(charge.start), toMilliseconds(charge.end)];
    const { chargeId } = charge;
    if (from > to) return E.left(invalidCharge({ chargeId, reason: 'it ends before it starts' }));
    const base = readerOfCharge(charge);
    const intervals: DecidedInterval[] = [];
    let at = from;
    for (let edge = countUpTo(edges, from); ; edge += 1) {
      const until = Math.min(edges[edge] ?? Infinity, to);
      const decisions = decide(base, charge, holding[edge]!, observer);
      if (E.isLeft(decisions)) return decisions;
      const last = intervals.at(-1);
      if (last !== undefined && isSame(last.decisions, decisions.right)) {
        intervals[intervals.length - 1] = { ...last, to: until };
      } else intervals.push({ from: at, to: until, decisions: decisions.right });
      if (until >= to) return E.right(intervals);
      at = until;
    }
  };
}

/** How many of some ascending numbers are not above a value. */
function countUpTo(ascending: readonly number[], value: number): number {
  let [low, high] = [0, ascending.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (ascending[middle]! <= value) low = middle + 1;
    else high = middle;
  }
  return low;
}

function isSame(a: readonly Decision[], b: readonly Decision[]): boolean {
  return a.length === b.length && a.every((decision, i) => keyOf(decision) === keyOf(b[i]!));
}

function keyOf({ values, splits }: Decision): string {
  return JSON.stringify([[...values], splits.map(({ id, weights }) => [id, weights.map(String)])]);
}

/** One part of a charge while rules are followed. */
interface Draft {
  readonly values: Map<string, string | null>;
  readonly decidedBy: Map<string, string>;
  readonly splits: readonly SplitStep[];
}

function decide(
  base: ColumnReader,
  charge: ChargeWithColumns,
  rules: readonly FixedRule[],
  observer: MatchObserver | undefined,
): Either<DecideError, readonly Decision[]> {
  const readerOf = ({ values }: Draft): ColumnReader =>
    values.size === 0 ? base : (column) => (values.has(column) ? (values.get(column) ?? undefined) : base(column));
  let drafts: readonly Draft[] = [{ values: new Map(), decidedBy: new Map(), splits: [] }];
  for (const rule of rules) {
    const next: Draft[] = [];
    for (const draft of drafts) {
      const read = readerOf(draft);
      if (rule.matches(read)) next.push(...follow(rule, draft, read, charge, observer));
      else next.push(draft);
      if (next.length > MAX_PARTS) {
        const reason = `it would divide charge ${charge.chargeId.slice(0, 60)} into more than ${MAX_PARTS} parts`;
        return E.left(invalidAllocationRule({ ruleId: rule.rule.ruleId, reason, value: next.length }));
      }
    }
    drafts = next;
  }
  return E.right(drafts.map((draft) => ({ ...draft, read: readerOf(draft) })));
}

/** What becomes of a part that a rule matches: itself with new values, or the parts that it is divided into. */
function follow(
  { rule, values }: FixedRule,
  draft: Draft,
  read: ColumnReader,
  charge: ChargeWithColumns,
  observer: MatchObserver | undefined,
): readonly Draft[] {
  let parts: readonly Draft[] = [draft];
  let decided = false;
  const before: string[] = [];
  for (const [dimension, value] of values) {
    const earlier = draft.decidedBy.get(dimension);
    if (earlier !== undefined && rule.override !== true) {
      before.push(earlier);
      continue;
    }
    const given = value.kind === 'inherit' ? inherited(dimension, read(value.column)) : undefined;
    if (value.kind === 'inherit' && given === undefined) continue;
    decided = true;
    if (earlier !== undefined) observer?.matched(earlier, charge, false, [rule.ruleId]);
    if (value.kind !== 'split') {
      const fixed = value.kind === 'value' ? value.value : given!;
      parts = parts.map((part) => extend(part, rule.ruleId, dimension, fixed));
      continue;
    }
    const split = value.splitOf(charge.currency);
    parts = parts.flatMap((part) =>
      split.values.map((name, position) => {
        const step = { id: JSON.stringify([rule.ruleId, name]), weights: split.weights, position };
        return { ...extend(part, rule.ruleId, dimension, name), splits: [...part.splits, step] };
      }),
    );
  }
  observer?.matched(rule.ruleId, charge, decided, decided ? [] : before);
  return parts;
}

function inherited(dimension: string, value: string | undefined): string | undefined {
  const isKnown = dimension !== 'category' || (COST_CATEGORIES as readonly string[]).includes(value ?? '');
  return isKnown ? value : undefined;
}

function extend({ values, decidedBy, splits }: Draft, ruleId: string, dimension: string, value: string | null): Draft {
  return {
    values: new Map(values).set(dimension, value),
    decidedBy: new Map(decidedBy).set(dimension, ruleId),
    splits,
  };
}

/** How charges are divided where rules say so. */
export interface ColumnRuleOptions {
  /** The least number of decimal places of a part, beside those of the charge and of its currency. Default 0. */
  readonly scale?: number;
}

/** A charge, or a part of one, after the rules. */
export interface RuledPiece {
  /** Where its charge stands in the bill. */
  readonly position: number;
  /** With the amounts that count: what other charges of the bill are parts of it is taken off. */
  readonly charge: ChargeWithColumns;
  readonly decision: Decision;
  /** Whether it is the whole charge. */
  readonly whole: boolean;
}
