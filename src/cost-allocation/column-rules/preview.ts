import { unreadableValue } from '../../codec/decode.js';
import { Decimal } from '../../money/decimal.js';
import { E, type Either } from '../../prelude.js';
import type { CostAllocationError } from '../errors.js';
import type { ColumnRule, ColumnRuleDraft } from '../model/column-rule.js';
import { pieceBill, readBill } from './apply.js';
import { type ColumnRuleOptions, type RuledPiece, type MatchObserver } from './decide.js';
import { type ChargeWithColumns, readerOfCharge } from './read-columns.js';
import { readColumnRules } from './read-rules.js';

/** How much of the bill has a value in a dimension after the rules. */
export interface DimensionCoverage {
  /** `tenant` or `tag:team`: every dimension that a rule sets. */
  readonly dimension: string;
  /** ISO 4217. */
  readonly currency: string;
  /** What the bill costs in the currency. */
  readonly total: Decimal;
  /** What has a value. */
  readonly covered: Decimal;
  /** What has none. `covered` and `leftOver` add up to `total`. */
  readonly leftOver: Decimal;
  /** How many charges, or parts of charges, have none. */
  readonly leftOverCharges: number;
  /** Of the money that has a value, from 0 to 1, credits counted as if they were costs; null for a bill of zeros. */
  readonly share: number | null;
  /** The charges without a value that cost most, ten at most. */
  readonly largestLeftOver: readonly string[];
}

/**
 * `used`: it decided something. `shadowed`: it matched, but rules before it had decided, or a later one replaced it.
 * `no_value`: it matched, but the column to inherit from was empty. `never_matches`: no charge is as it says.
 * `not_in_force`: it holds at no time of the bill. `inactive`: it is switched off.
 */
export type ColumnRuleStatus = 'used' | 'shadowed' | 'no_value' | 'never_matches' | 'not_in_force' | 'inactive';

/** What a rule did. */
export interface ColumnRuleUse {
  /** The rule. */
  readonly ruleId: string;
  /** Whether it decided anything, and if not, why. */
  readonly status: ColumnRuleStatus;
  /** How many charges it matched. */
  readonly matched: number;
  /** What the charges cost for which it decided something, by currency. */
  readonly cost: Readonly<Record<string, Decimal>>;
  /** The rules that decided instead of it, where it is shadowed. */
  readonly shadowedBy: readonly string[];
}

/** What a tenant is charged before and after. */
export interface TenantChange {
  /** Null for what is shared. */
  readonly tenantId: string | null;
  /** ISO 4217. */
  readonly currency: string;
  /** Its own charges under the current rules. */
  readonly before: Decimal;
  /** Its own charges under the draft. */
  readonly after: Decimal;
  /** `after - before`; the changes of a currency add up to zero. */
  readonly change: Decimal;
}

/** What rules do to a bill. */
export interface RulePreview {
  /** In order of dimension and currency. */
  readonly coverage: readonly DimensionCoverage[];
  /** In order of the rules. */
  readonly rules: readonly ColumnRuleUse[];
  /** Tenants whose own charges differ between the current rules and the draft, in order of their ids, null last. */
  readonly changes: readonly TenantChange[];
}

/** What to compare a draft with. */
export interface PreviewOptions extends ColumnRuleOptions {
  /** The rules as they are today. Default: none, the bill as it is. */
  readonly current?: readonly ColumnRuleDraft[];
}

const MAX_LISTED = 10;

/**
 * Tries rules on a bill: how much money has a value afterwards and how much is left over, which rules never match or
 * are shadowed by others, and what each tenant's own charges would be. Amounts are effective costs (`cost`). O(charges
 * · rules).
 *
 * @example
 * const { coverage, rules, changes } = orThrow(previewRules(charges, draft, { current }));
 * rules.filter(({ status }) => status === 'shadowed')
 */
export function previewRules(
  charges: readonly ChargeWithColumns[],
  rules: readonly ColumnRuleDraft[],
  options: PreviewOptions = {},
): Either<CostAllocationError, RulePreview> {
  try {
    return preview(charges, rules, options ?? {});
  } catch (cause) {
    // Only a getter or a proxy that throws gets here.
    return E.left(unreadableValue('the charges or the rules', cause));
  }
}

function preview(
  charges: readonly ChargeWithColumns[],
  drafts: readonly ColumnRuleDraft[],
  { current = [], ...options }: PreviewOptions,
): Either<CostAllocationError, RulePreview> {
  const bill = readBill(charges);
  if (E.isLeft(bill)) return bill;
  const rules = readColumnRules(drafts);
  if (E.isLeft(rules)) return rules;
  const before = pieceBill(bill.right, current, options);
  if (E.isLeft(before)) return before;
  const uses = new UseCounter();
  const after = pieceBill(bill.right, drafts, options, uses);
  if (E.isLeft(after)) return after;
  return E.right({
    coverage: coverageOf(rules.right, after.right),
    rules: usesOf(rules.right, uses, bill.right.net, after.right),
    changes: changesOf(before.right, after.right),
  });
}

/** Counts which rules matched which charges; the charges come one after the other. */
class UseCounter implements MatchObserver {
  readonly #matched = new Map<string, { charges: number; last: string | undefined }>();
  readonly #shadowedBy = new Map<string, Set<string>>();

  matched(ruleId: string, { chargeId }: ChargeWithColumns, _decided: boolean, before: readonly string[]): void {
    const count = this.#matched.get(ruleId) ?? { charges: 0, last: undefined };
    if (count.last !== chargeId) this.#matched.set(ruleId, { charges: count.charges + 1, last: chargeId });
    if (before.length === 0) return;
    const known = this.#shadowedBy.get(ruleId) ?? new Set();
    for (const earlier of before) known.add(earlier);
    this.#shadowedBy.set(ruleId, known);
  }

  countOf(ruleId: string): number {
    return this.#matched.get(ruleId)?.charges ?? 0;
  }

  shadowsOf(ruleId: string): readonly string[] {
    return [...(this.#shadowedBy.get(ruleId) ?? [])].sort();
  }
}

function usesOf(
  rules: readonly ColumnRule[],
  counter: UseCounter,
  bill: readonly ChargeWithColumns[],
  pieces: readonly RuledPiece[],
): readonly ColumnRuleUse[] {
  const costs = new Map<string, Map<string, Decimal>>(rules.map(({ ruleId }) => [ruleId, new Map()]));
  for (const { charge, decision } of pieces) {
    for (const ruleId of new Set(decision.decidedBy.values())) {
      const cost = costs.get(ruleId)!;
      cost.set(charge.currency, (cost.get(charge.currency) ?? new Decimal(0)).plus(charge.cost));
    }
  }
  return rules.map((rule) => {
    const { ruleId } = rule;
    const matched = counter.countOf(ruleId);
    const cost = costs.get(ruleId)!;
    const shadows = counter.shadowsOf(ruleId);
    const status = statusOf(rule, bill, matched, cost.size > 0, shadows.length > 0);
    const shadowedBy = status === 'shadowed' ? shadows : [];
    return { ruleId, status, matched, cost: Object.fromEntries([...cost].sort(byText)), shadowedBy };
  });
}

const byText = ([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number => compareTexts(a, b);

function statusOf(
  rule: ColumnRule,
  bill: readonly ChargeWithColumns[],
  matched: number,
  decided: boolean,
  shadowed: boolean,
): ColumnRuleStatus {
  if (!rule.isActive) return 'inactive';
  if (decided) return 'used';
  if (matched > 0) return shadowed ? 'shadowed' : 'no_value';
  const until = rule.effectiveUntil ?? Infinity;
  const holds = ({ start, end }: ChargeWithColumns): boolean =>
    start < until && (end > rule.effectiveFrom || start === rule.effectiveFrom);
  return bill.some(holds) ? 'never_matches' : 'not_in_force';
}

function coverageOf(rules: readonly ColumnRule[], pieces: readonly RuledPiece[]): readonly DimensionCoverage[] {
  const dimensions = new Set(rules.filter(({ isActive }) => isActive).flatMap(({ set }) => Object.keys(set)));
  const currencies = new Set(pieces.map(({ charge }) => charge.currency));
  return [...dimensions].sort().flatMap((dimension) =>
    [...currencies].sort().map((currency) => {
      const own = pieces.filter(({ charge }) => charge.currency === currency);
      const without = own.filter(({ charge }) => readerOfCharge(charge)(dimension) === undefined);
      const sumOf = (list: readonly RuledPiece[], of: (cost: Decimal) => Decimal): Decimal =>
        list.reduce((sum, { charge }) => sum.plus(of(charge.cost)), new Decimal(0));
      const total = sumOf(own, (cost) => cost);
      const leftOver = sumOf(without, (cost) => cost);
      const [size, sizeLeft] = [sumOf(own, (cost) => cost.abs()), sumOf(without, (cost) => cost.abs())];
      const largest = [...without].sort(
        (a, b) => b.charge.cost.comparedTo(a.charge.cost) || (a.charge.chargeId < b.charge.chargeId ? -1 : 1),
      );
      return {
        dimension,
        currency,
        total,
        covered: total.minus(leftOver),
        leftOver,
        leftOverCharges: without.length,
        share: size.isZero() ? null : size.minus(sizeLeft).div(size).toNumber(),
        largestLeftOver: largest.slice(0, MAX_LISTED).map(({ charge }) => charge.chargeId),
      };
    }),
  );
}

function changesOf(before: readonly RuledPiece[], after: readonly RuledPiece[]): readonly TenantChange[] {
  const sums = new Map<
    string,
    { readonly tenantId: string | null; readonly currency: string; sums: [Decimal, Decimal] }
  >();
  [before, after].forEach((pieces, side) => {
    for (const { charge } of pieces) {
      const { tenantId, currency, cost } = charge;
      const key = JSON.stringify([tenantId, currency]);
      const known = sums.get(key) ?? { tenantId, currency, sums: [new Decimal(0), new Decimal(0)] };
      known.sums[side as 0 | 1] = known.sums[side as 0 | 1].plus(cost);
      sums.set(key, known);
    }
  });
  return [...sums.values()]
    .map(({ tenantId, currency, sums: [old, now] }) => ({
      tenantId,
      currency,
      before: old,
      after: now,
      change: now.minus(old),
    }))
    .filter(({ change }) => !change.isZero())
    .sort(
      (a, b) =>
        Number(a.tenantId === null) - Number(b.tenantId === null) ||
        compareTexts(a.tenantId ?? '', b.tenantId ?? '') ||
        compareTexts(a.currency, b.currency),
    );
}

function compareTexts(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
