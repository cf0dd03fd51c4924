import { decode, unreadableValue } from '../codec/decode.js';
import { isPlainObject, listOf } from '../codec/record.js';
import type { DecodeError, InvalidPeriod } from '../errors/kernel.js';
import { notAsExpected } from '../errors/kernel.js';
import { show } from '../errors/show.js';
import { Decimal, getScale, toDecimal } from '../money/decimal.js';
import { add, compareRationals, multiply, type Rational, rational, subtract, ZERO } from '../money/rational.js';
import { sum } from '../money/units.js';
import { E, type Either } from '../prelude.js';
import { type Interval, overlapSeconds, type Period, toInterval } from '../time/period.js';
import {
  amountOfGroup,
  MIN_DIVIDED_SCALE,
  percentOf,
  setExactAmounts,
  setSharedAmounts,
  type SharedAmount,
  sumOf,
  toDecimalAt,
  toRational,
} from './adjustment-amounts.js';
import { compileMatcher } from './column-rules/match.js';
import { duplicateId, type DuplicateId, invalidAllocationRule, type InvalidAllocationRule } from './errors.js';
import { type AdjustmentKind, AdjustmentRule, type AdjustmentRuleDraft } from './model/adjustment-rule.js';

/** One row of what is billed: columns as text, such as `costBy` gives, and an amount. `tenant` is whose row it is. */
export type BilledRow = {
  readonly amount: Decimal;
  /** How much of a commitment the row used; its amount where left out. */
  readonly use?: Decimal;
} & { readonly [column: string]: string | Decimal | null | undefined };

/** A bill to adjust. */
export interface AdjustmentInput {
  /** The time that is billed. */
  readonly period: Period;
  /** All that is billed in one currency; without adjustments the invoices are their sums. */
  readonly rows: readonly BilledRow[];
  /** In the order in which they hold. */
  readonly rules: readonly AdjustmentRuleDraft[];
  /** By which columns of the rows lines are told apart, beside the tenant. Default: none. */
  readonly by?: readonly string[];
}

/** One line of an invoice that an adjustment makes. */
export interface AdjustmentLine {
  /** Made from the rule and what the line is for: a repeated run gives the same. */
  readonly lineId: string;
  /** The rule that made the line. */
  readonly ruleId: string;
  /** The name of the rule. */
  readonly name: string;
  /** What kind of adjustment it is. */
  readonly kind: AdjustmentKind;
  /** Null for rows without a tenant. */
  readonly tenantId: string | null;
  /** The columns that were asked for. */
  readonly by: Readonly<Record<string, string | null>>;
  /** What the matching rows of the line came to. */
  readonly base: Decimal;
  /** Negative where it takes away. */
  readonly amount: Decimal;
}

/** A tenant before and after: `billed + adjustments = invoiced`. */
export interface AdjustedTenant {
  /** The tenant; null for cost that belongs to none. */
  readonly tenantId: string | null;
  /** What its rows cost. */
  readonly billed: Decimal;
  /** What its lines add up to. */
  readonly adjustments: Decimal;
  /** The sum of both. */
  readonly invoiced: Decimal;
}

/** What became of a rule. */
export interface AdjustmentOutcome {
  /** The rule. */
  readonly ruleId: string;
  /** Whether it applied, or why it did not. */
  readonly status: 'applied' | 'no_match' | 'not_in_force' | 'inactive';
  /** How many rows matched. */
  readonly rows: number;
  /** What its lines add up to. */
  readonly amount: Decimal;
  /** What is left of a discount or credit that stopped at the base. */
  readonly unused: Decimal;
}

/**
 * A bill with its adjustments: `billed + adjustments = invoiced` to the last digit, for the bill and for each tenant.
 */
export interface AdjustedBill {
  /** What all rows cost. */
  readonly billed: Decimal;
  /** What all lines add up to. */
  readonly adjustments: Decimal;
  /** The sum of both. */
  readonly invoiced: Decimal;
  /** In order of the rules, then of tenants and columns. What comes to zero has no line. */
  readonly lines: readonly AdjustmentLine[];
  /** In order of their ids, null last. */
  readonly tenants: readonly AdjustedTenant[];
  /** In order of the rules. */
  readonly outcomes: readonly AdjustmentOutcome[];
}

/** What `adjustBill` can answer instead of a bill. */
export type AdjustmentError = DecodeError | InvalidPeriod | DuplicateId | InvalidAllocationRule;

/**
 * Adds markups, discounts, fees, credits, taxes and commitments to a bill, each as lines of its own. Exact: per cent of
 * a decimal is a decimal, and what has to be divided goes by the largest remainder, so that
 * `billed + adjustments = invoiced` holds to the last digit at every level. Rules hold one after the other. O(rules ·
 * rows).
 *
 * @example
 * const rows = orThrow(costBy(allocation, ['tenant', 'project', 'category']));
 * adjustBill({ period: march, rows, rules: [{ ruleId: 'margin', kind: 'markup', percent: new Decimal('7.5') }] });
 */
export function adjustBill(input: AdjustmentInput): Either<AdjustmentError, AdjustedBill> {
  try {
    const period = toInterval(input.period);
    if (E.isLeft(period)) return period;
    const rules = readRules(input.rules);
    if (E.isLeft(rules)) return rules;
    const rows = readRows(input.rows);
    if (E.isLeft(rows)) return rows;
    return E.right(new Adjuster(period.right, rows.right, input.by ?? []).apply(rules.right));
  } catch (cause) {
    // Only a getter or a proxy that throws gets here.
    return E.left(unreadableValue('the bill or the adjustments', cause));
  }
}

/** Decimal places of a per cent, of an amount of a rule and of a row, at most: their products stay exact. */
const MAX_PLACES = 30;

function readRules(drafts: readonly AdjustmentRuleDraft[]): Either<AdjustmentError, readonly AdjustmentRule[]> {
  const rules = decode(listOf(AdjustmentRule), drafts, 'the adjustment rules');
  if (E.isLeft(rules)) return rules;
  const ids = new Set<string>();
  for (const rule of rules.right) {
    if (ids.has(rule.ruleId)) return E.left(duplicateId({ what: 'adjustment rules', id: rule.ruleId }));
    ids.add(rule.ruleId);
    const complaint = complaintOf(rule);
    if (complaint !== undefined) return E.left(invalidAllocationRule({ ruleId: rule.ruleId, ...complaint }));
  }
  return rules;
}

function complaintOf(rule: AdjustmentRule): { readonly reason: string; readonly value: unknown } | undefined {
  const { percent, amount, tiers, from, kind } = rule;
  const sources = [percent, amount, tiers, from].filter((source) => source !== undefined);
  if (sources.length !== 1) {
    return { reason: 'it must have exactly one of percent, amount, tiers and from', value: sources.length };
  }
  if (kind === 'commitment' && amount === undefined)
    return { reason: 'a commitment must have an amount', value: percent };
  if (rule.effectiveUntil !== null && rule.effectiveUntil <= rule.effectiveFrom) {
    return { reason: 'it must end after it begins', value: rule.effectiveUntil };
  }
  const numbers = { percent, amount, minimum: rule.minimum, cap: rule.cap, committed: rule.committed };
  const all = [...Object.entries(numbers), ...(tiers ?? []).flatMap((tier) => Object.entries(tier))];
  for (const [name, value] of all) {
    if (value === undefined) continue;
    if (value.isNegative() && !value.isZero()) return { reason: `${name} must not be negative`, value };
    if (getScale(value) > MAX_PLACES)
      return { reason: `${name} must have at most ${MAX_PLACES} decimal places`, value };
  }
  if (rule.minimum !== undefined && rule.cap?.lt(rule.minimum) === true) {
    return { reason: 'cap must not be less than minimum', value: rule.cap };
  }
  if (tiers !== undefined) {
    const isAscending = tiers.every((tier, i) => (i === 0 ? tier.from.isZero() : tier.from.gt(tiers[i - 1]!.from)));
    if (tiers.length === 0 || !isAscending)
      return { reason: 'tiers must begin at zero and ascend', value: tiers.length };
  }
  return undefined;
}

interface Row {
  readonly tenantId: string | null;
  readonly columns: Readonly<Record<string, unknown>>;
  readonly amount: Decimal;
  readonly use: Decimal;
}

function readRows(rows: readonly BilledRow[]): Either<DecodeError, readonly Row[]> {
  if (!Array.isArray(rows)) return E.left(notAsExpected('the rows', `expected a list, got ${show(rows)}`));
  const read: Row[] = [];
  for (const [i, row] of rows.entries()) {
    const refuse = (name: string, expected: string, value: unknown): Either<DecodeError, never> =>
      E.left(notAsExpected(`row ${i}`, `${name}: expected ${expected}, got ${show(value)}`));
    if (!isPlainObject(row)) return refuse('row', 'an object', row);
    const { tenant = null, amount, use = amount } = row as Readonly<Record<string, unknown>>;
    if (tenant !== null && (typeof tenant !== 'string' || tenant === ''))
      return refuse('tenant', 'an id or null', tenant);
    const [money, used] = [toDecimal(amount), toDecimal(use)];
    if (E.isLeft(money)) return refuse('amount', 'a decimal', amount);
    if (E.isLeft(used)) return refuse('use', 'a decimal', use);
    read.push({ tenantId: tenant, columns: row, amount: money.right, use: used.right });
  }
  return E.right(read);
}

/** What a rule gives each row, or a tenant that has none. */
interface Share extends SharedAmount {
  readonly row: Row;
}

/** Decimal places of the shares of an amount, at least: most currencies have two. */
const MIN_SHARED_SCALE = 2;

class Adjuster {
  readonly #period: Interval;
  readonly #rows: Row[];
  readonly #by: readonly string[];
  /** Decimal places of the shares of an amount, at least. */
  readonly #scale: number;
  /** The adjustments of each row so far. */
  readonly #adjusted = new Map<Row, Decimal>();

  constructor(period: Interval, rows: readonly Row[], by: readonly string[]) {
    this.#period = period;
    this.#rows = [...rows];
    this.#by = by;
    this.#scale = rows.reduce((most, { amount }) => Math.max(most, getScale(amount)), MIN_SHARED_SCALE);
  }

  apply(rules: readonly AdjustmentRule[]): AdjustedBill {
    const billedRows = [...this.#rows];
    const lines: AdjustmentLine[] = [];
    const outcomes = rules.map((rule) => {
      const { shares, ...outcome } = this.#applyRule(rule);
      for (const { row, amount } of shares) {
        this.#adjusted.set(row, (this.#adjusted.get(row) ?? new Decimal(0)).plus(amount));
      }
      lines.push(...this.#toLines(rule, shares));
      return { ruleId: rule.ruleId, amount: sum(shares.map(({ amount }) => amount)), ...outcome };
    });
    const tenants = this.#tenants();
    const billed = sum(billedRows.map(({ amount }) => amount));
    const adjustments = sum(lines.map(({ amount }) => amount));
    return { billed, adjustments, invoiced: billed.plus(adjustments), lines, tenants, outcomes };
  }

  #applyRule(
    rule: AdjustmentRule,
  ): Omit<AdjustmentOutcome, 'ruleId' | 'amount'> & { readonly shares: readonly Share[] } {
    const nothing = { rows: 0, unused: new Decimal(0), shares: [] };
    if (!rule.isActive) return { ...nothing, status: 'inactive' };
    const part = this.#partOfPeriod(rule);
    if (part === undefined) return { ...nothing, status: 'not_in_force' };
    const held = rule.from === undefined ? [] : this.#matching(rule.from, []);
    const rows = this.#matching(rule.when, held);
    if (rows.length === 0) return { ...nothing, status: 'no_match' };
    const shares = rows.map((row): Share => ({ row, base: this.#baseOf(row, rule), amount: new Decimal(0) }));
    const isBill = (rule.per ?? (rule.kind === 'commitment' || rule.from ? 'bill' : 'tenant')) === 'bill';
    const groups = isBill ? [shares] : [...groupBy(shares, ({ row }) => row.tenantId).values()];
    const unused = groups.map((group) => this.#applyToGroup(rule, group, part, held));
    const extra = this.#unusedCommitment(rule, shares, part);
    return {
      status: 'applied',
      rows: rows.length,
      unused: sum(unused),
      shares: [...held.map((row) => this.#takeOff(row)), ...shares, ...extra],
    };
  }

  #matching(matcher: AdjustmentRule['when'], except: readonly Row[]): readonly Row[] {
    const matches = compileMatcher(matcher);
    const left = new Set(except);
    return this.#rows.filter((row) => {
      const read = (column: string): string | undefined => {
        const value = Object.hasOwn(row.columns, column) ? row.columns[column] : undefined;
        return typeof value === 'string' && value !== ''
          ? value
          : value instanceof Decimal
            ? value.toFixed()
            : undefined;
      };
      return !left.has(row) && matches(read);
    });
  }

  #baseOf(row: Row, { kind, base = kind === 'tax' ? 'adjusted' : 'billed' }: AdjustmentRule): Rational {
    if (kind === 'commitment') return toRational(row.use);
    const billed = toRational(row.amount);
    return base === 'billed' ? billed : add(billed, toRational(this.#adjusted.get(row) ?? new Decimal(0)));
  }

  /** How much of the period the rule holds; undefined for none. */
  #partOfPeriod({ effectiveFrom, effectiveUntil }: AdjustmentRule): Rational | undefined {
    const holds = { start: effectiveFrom, end: effectiveUntil ?? Infinity } as Interval;
    const milliseconds = (span: number): bigint => BigInt(Math.round(span * 1000));
    const overlap = milliseconds(overlapSeconds(this.#period, holds));
    return overlap === 0n ? undefined : rational(overlap, milliseconds(this.#period.end - this.#period.start));
  }

  #takeOff(row: Row): Share {
    const adjusted = this.#adjusted.get(row) ?? new Decimal(0);
    return { row, base: ZERO, amount: row.amount.plus(adjusted).negated() };
  }

  /** Sets the amounts of the shares of a group; answers what is left over of an amount that stops at the base. */
  #applyToGroup(rule: AdjustmentRule, group: readonly Share[], part: Rational, held: readonly Row[]): Decimal {
    const base = sumOf(group.map((share) => share.base));
    const { amount, used } = amountOfGroup(rule, base, part, () => {
      const taken = held.map((row) => toRational(this.#takeOff(row).amount));
      return subtract(ZERO, sumOf(taken));
    });
    const sign = rule.kind === 'discount' || rule.kind === 'credit' ? -1n : 1n;
    const signed = multiply(used, rational(sign));
    // Per cent of each row adds up to per cent of all; anything else is shared by what the rows come to.
    const isLinear = rule.percent !== undefined && compareRationals(used, percentOf(base, rule, part)) === 0;
    if (isLinear) {
      const exact = group.map((share) => multiply(percentOf(share.base, rule, part), rational(sign)));
      setExactAmounts(group, exact, rule.scale);
    } else {
      const byTenant = [...groupBy(group, ({ row }) => row.tenantId).values()];
      setSharedAmounts(byTenant, signed, rule.scale, this.#scale);
    }
    return toDecimalAt(subtract(amount, used), MIN_DIVIDED_SCALE);
  }

  /** The part of a commitment that no use pays for, as a share of its owner. */
  #unusedCommitment(rule: AdjustmentRule, shares: readonly Share[], part: Rational): readonly Share[] {
    if (rule.kind !== 'commitment' || rule.unusedTo === undefined) return [];
    const total = toDecimalAt(multiply(toRational(rule.amount!), part), rule.scale ?? MIN_DIVIDED_SCALE);
    const rest = total.minus(sum(shares.map(({ amount }) => amount)));
    if (rest.isZero()) return [];
    const owner = {
      tenantId: rule.unusedTo,
      columns: { tenant: rule.unusedTo },
      amount: new Decimal(0),
      use: new Decimal(0),
    };
    this.#rows.push(owner);
    return [{ row: owner, base: ZERO, amount: rest }];
  }

  #toLines(rule: AdjustmentRule, shares: readonly Share[]): readonly AdjustmentLine[] {
    const groups = groupBy(shares, ({ row }) =>
      JSON.stringify([row.tenantId, ...this.#by.map((key) => columnOf(row, key))]),
    );
    return [...groups]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .flatMap(([key, group]) => {
        const { row } = group[0]!;
        const amount = sum(group.map((share) => share.amount));
        if (amount.isZero()) return [];
        const { ruleId, name, kind } = rule;
        return [
          {
            lineId: JSON.stringify([ruleId, ...(JSON.parse(key) as unknown[])]),
            ruleId,
            name,
            kind,
            tenantId: row.tenantId,
            by: Object.fromEntries(this.#by.map((column) => [column, columnOf(row, column)])),
            base: toDecimalAt(sumOf(group.map((share) => share.base)), MIN_DIVIDED_SCALE),
            amount,
          },
        ];
      });
  }

  #tenants(): readonly AdjustedTenant[] {
    return [...groupBy(this.#rows, ({ tenantId }) => tenantId)]
      .sort(([a], [b]) => Number(a === null) - Number(b === null) || ((a ?? '') < (b ?? '') ? -1 : 1))
      .map(([tenantId, rows]) => {
        const billed = sum(rows.map(({ amount }) => amount));
        const adjustments = sum(rows.map((row) => this.#adjusted.get(row) ?? new Decimal(0)));
        return { tenantId, billed, adjustments, invoiced: billed.plus(adjustments) };
      });
  }
}

function columnOf(row: Row, column: string): string | null {
  const value = Object.hasOwn(row.columns, column) ? row.columns[column] : undefined;
  return typeof value === 'string' ? value : null;
}

function groupBy<A, Key>(list: readonly A[], keyOf: (item: A) => Key): Map<Key, A[]> {
  const groups = new Map<Key, A[]>();
  for (const item of list) {
    const group = groups.get(keyOf(item));
    if (group === undefined) groups.set(keyOf(item), [item]);
    else group.push(item);
  }
  return groups;
}
