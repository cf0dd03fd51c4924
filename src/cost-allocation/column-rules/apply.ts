import { decode, findProblem, unreadableValue } from '../../codec/decode.js';
import { mapOf, optionsOf } from '../../codec/record.js';
import { lookedAtLater, text } from '../../codec/values.js';
import type { DecodeError } from '../../errors/kernel.js';
import { apportionUnits } from '../../money/apportion-units.js';
import { minorUnits } from '../../money/currency.js';
import { Decimal, getScale } from '../../money/decimal.js';
import { fromUnits, toUnits } from '../../money/units.js';
import { E, type Either } from '../../prelude.js';
import { accruedUnits, toMilliseconds } from '../accrual.js';
import { readCharges } from '../charge-reader.js';
import { type CostAllocationError, invalidCostOption } from '../errors.js';
import type { Charge } from '../model/charge.js';
import type { ColumnRule, ColumnRuleDraft } from '../model/column-rule.js';
import type { CostCategory } from '../model/cost-category.js';
import {
  type ColumnRuleOptions,
  createDecider,
  type DecidedInterval,
  type Decision,
  type MatchObserver,
  type RuledPiece,
} from './decide.js';
import { type ChargeWithColumns, tagKeyOf } from './read-columns.js';
import { type FixedRule, fixRule, readColumnRules } from './read-rules.js';

/** A bill as rules read it. */
interface RuledBill {
  /** As given. */
  readonly charges: readonly ChargeWithColumns[];
  /** With the amounts that count. */
  readonly net: readonly ChargeWithColumns[];
}

/**
 * Gives charges their tenant, project, category or tags by rules over the columns of the bill (virtual tags). Nothing
 * is lost: what charges cost before and after is the same to the last digit, and charges that no rule matches stay as
 * they are. Parts of a charge have ids made from its own, and amounts by the largest remainder. A charge that is
 * divided although other charges are parts of it (`originChargeId`) is divided as far as its parts leave something.
 *
 * Rules and charges may be drafts and JSON alike. O(charges · rules).
 *
 * @example
 * applyColumnRules(charges, [
 *   { ruleId: 'sandbox', when: { column: 'account', glob: '9*' }, set: { tenant: 'research' } },
 *   { ruleId: 'team', set: { tenant: { inherit: 'tag:team' } } },
 *   { ruleId: 'network', when: { column: 'service', in: ['Amazon VPC'] }, set: { 'tag:team': { split: { web: three, ml:
 *   one } } } },
 * ]);
 */
export function applyColumnRules(
  charges: readonly ChargeWithColumns[],
  rules: readonly ColumnRuleDraft[],
  options: ColumnRuleOptions = {},
): Either<CostAllocationError, readonly ChargeWithColumns[]> {
  try {
    const bill = readBill(charges);
    if (E.isLeft(bill)) return bill;
    const pieces = pieceBill(bill.right, rules, options);
    return E.map((list: readonly RuledPiece[]) => toCharges(list, bill.right))(pieces);
  } catch (cause) {
    // Only a getter or a proxy that throws gets here.
    return E.left(unreadableValue('the charges or the rules', cause));
  }
}

/** Reads a bill for {@link pieceBill}. */
export function readBill(charges: readonly ChargeWithColumns[]): Either<CostAllocationError, RuledBill> {
  const net = readCharges(charges);
  if (E.isLeft(net)) return net;
  const own: ChargeWithColumns[] = [];
  const counted: ChargeWithColumns[] = [];
  for (let i = 0; i < charges.length; i += 1) {
    const columns = readColumns(charges[i]!, i);
    if (E.isLeft(columns)) return columns;
    const charge = net.right[i] === charges[i] ? net.right[i]! : readOwn(charges[i]!, net.right[i]!);
    own.push(columns.right === undefined ? charge : { ...charge, columns: columns.right });
    counted.push(columns.right === undefined ? net.right[i]! : { ...net.right[i]!, columns: columns.right });
  }
  return E.right({ charges: own, net: counted });
}

/** A charge as given, with the amounts that its parts have not been taken off. */
function readOwn(row: ChargeWithColumns, counted: Charge): Charge {
  const alone = readCharges([row]);
  return E.isRight(alone) ? alone.right[0]! : counted;
}

const Columns = mapOf(text);

function readColumns(
  charge: ChargeWithColumns,
  position: number,
): Either<DecodeError, Readonly<Record<string, string>> | undefined> {
  if (charge.columns === undefined) return E.right(undefined);
  return Columns.is(charge.columns)
    ? E.right(charge.columns)
    : decode(Columns, charge.columns, `the columns of charge ${position}`);
}

const MAX_SCALE = 60;
const Options = optionsOf<ColumnRuleOptions>('the options', { scale: lookedAtLater });

/** Every charge of a bill, divided and decided as rules say, in the order of the bill. */
export function pieceBill(
  { net }: RuledBill,
  drafts: readonly ColumnRuleDraft[],
  options: ColumnRuleOptions = {},
  observer?: MatchObserver,
): Either<CostAllocationError, readonly RuledPiece[]> {
  const wrong = findProblem(Options, options ?? {}, 'options');
  if (wrong !== undefined) return E.left(invalidCostOption(wrong));
  const { scale = 0 } = options ?? {};
  if (!Number.isInteger(scale) || scale < 0 || scale > MAX_SCALE) {
    const expected = `a whole number from 0 to ${MAX_SCALE}`;
    return E.left(invalidCostOption({ option: 'scale', value: scale, expected }));
  }
  const rules = readColumnRules(drafts);
  if (E.isLeft(rules)) return rules;
  const fixed: FixedRule[] = [];
  for (const rule of rules.right) {
    const weights = weightsByCost(net, rule, fixed, scale);
    if (E.isLeft(weights)) return weights;
    fixed.push(fixRule(rule, weights.right));
  }
  return divideAll(net, fixed, scale, observer);
}

/** What the charges cost so far by currency, dimension and value, as far as a rule splits by it. */
function weightsByCost(
  net: readonly ChargeWithColumns[],
  rule: ColumnRule,
  before: readonly FixedRule[],
  scale: number,
): Either<CostAllocationError, ReadonlyMap<string, Decimal>> {
  const sums = new Map<string, Decimal>();
  const asked = Object.entries(rule.set).flatMap(([dimension, value]) =>
    typeof value === 'object' && value !== null && 'splitByCost' in value ? [dimension] : [],
  );
  if (asked.length === 0 || !rule.isActive) return E.right(sums);
  const pieces = divideAll(net, before, scale);
  if (E.isLeft(pieces)) return pieces;
  for (const { charge, decision } of pieces.right) {
    for (const dimension of asked) {
      const value = decision.read(dimension);
      if (value === undefined) continue;
      const key = JSON.stringify([charge.currency, dimension, value]);
      sums.set(key, (sums.get(key) ?? new Decimal(0)).plus(charge.cost));
    }
  }
  return E.right(sums);
}

function divideAll(
  net: readonly ChargeWithColumns[],
  rules: readonly FixedRule[],
  scale: number,
  observer?: MatchObserver,
): Either<CostAllocationError, readonly RuledPiece[]> {
  const decider = createDecider(rules, observer);
  const pieces: RuledPiece[] = [];
  for (let position = 0; position < net.length; position += 1) {
    const charge = net[position]!;
    const decided = decider(charge);
    if (E.isLeft(decided)) return decided;
    const [only] = decided.right;
    if (decided.right.length === 1 && only!.decisions.length === 1) {
      const decision = only!.decisions[0]!;
      pieces.push({ position, charge: withValues(charge, decision), decision, whole: true });
      continue;
    }
    const minor = minorUnits(charge.currency);
    if (E.isLeft(minor)) return minor;
    pieces.push(...divideCharge(charge, position, decided.right, Math.max(minor.right, scale)));
  }
  return E.right(pieces);
}

const AMOUNTS = ['cost', 'billedCost', 'listCost', 'contractedCost', 'purchaseCost', 'usageQuantity'] as const;

type Amounts = { readonly [Name in (typeof AMOUNTS)[number]]?: Decimal };

/** Decimal places of a part of a quantity, at least. */
const MIN_USAGE_SCALE = 9;

/** First by time, as costs accrue, then by the weights of each split, the largest remainder first. */
function divideCharge(
  charge: ChargeWithColumns,
  position: number,
  intervals: readonly DecidedInterval[],
  minScale: number,
): RuledPiece[] {
  const [from, to] = [toMilliseconds(charge.start), toMilliseconds(charge.end)];
  const amounts = AMOUNTS.flatMap((name) => {
    const amount = (charge as Amounts)[name];
    if (amount === undefined) return [];
    const scale = Math.max(getScale(amount), name === 'usageQuantity' ? MIN_USAGE_SCALE : minScale);
    return [{ name, scale, units: toUnits(amount, scale) }];
  });
  const isCut = intervals.length > 1;
  return intervals.flatMap((interval) => {
    const parts = amounts.map(({ units }) => {
      const accrued = (at: number): bigint => accruedUnits(units, at - from, to - from);
      const share = isCut ? accrued(interval.to) - accrued(interval.from) : units;
      return divideByDecisions(share, interval.decisions);
    });
    const time = {
      start: interval.from === from ? charge.start : interval.from / 1000,
      end: interval.to === to ? charge.end : interval.to / 1000,
    };
    const timeId = isCut ? JSON.stringify([time.start, time.end]) : '';
    return interval.decisions.map((decision, i) => {
      const money = amounts.map(({ name, scale }, k) => [name, fromUnits(parts[k]![i]!, scale)] as const);
      const chargeId = `${charge.chargeId}${timeId}${decision.splits.map(({ id }) => id).join('')}`;
      const part = { ...charge, ...time, ...Object.fromEntries(money), chargeId };
      return { position, charge: withValues(part, decision), decision, whole: false };
    });
  });
}

/** Units for each decision: nested, one split after the other, so that parts of parts add up at every level. */
function divideByDecisions(units: bigint, decisions: readonly Decision[], depth = 0): bigint[] {
  const first = decisions[0]!.splits[depth];
  if (first === undefined) return [units];
  const shares = apportionUnits(units, first.weights);
  const parts: bigint[] = [];
  for (let at = 0; at < decisions.length;) {
    const { position } = decisions[at]!.splits[depth]!;
    let until = at;
    while (until < decisions.length && decisions[until]!.splits[depth]!.position === position) until += 1;
    parts.push(...divideByDecisions(shares[position]!, decisions.slice(at, until), depth + 1));
    at = until;
  }
  return parts;
}

/** A charge with the values that a decision gives it. */
function withValues(charge: ChargeWithColumns, { values }: Decision): ChargeWithColumns {
  if (values.size === 0) return charge;
  const changed: Record<string, unknown> = { ...charge };
  const tags = new Map(Object.entries(charge.tags));
  for (const [dimension, value] of values) {
    const key = tagKeyOf(dimension);
    if (key !== undefined) {
      if (value === null) tags.delete(key);
      else tags.set(key, value);
    } else if (dimension === 'tenant') changed['tenantId'] = value;
    else if (dimension === 'category') changed['category'] = value as CostCategory;
    else if (value === null) delete changed[`${dimension}Id`];
    else changed[`${dimension}Id`] = value;
  }
  return { ...(changed as object as ChargeWithColumns), tags: Object.fromEntries(tags) };
}

/** The pieces as they go back into the bill: a whole charge keeps its amounts, which its parts are taken off later. */
function toCharges(pieces: readonly RuledPiece[], bill: RuledBill): readonly ChargeWithColumns[] {
  const divided = new Map<string, string | undefined>();
  for (const { position, whole } of pieces) {
    const { chargeId, originChargeId } = bill.net[position]!;
    if (!whole) divided.set(chargeId, originChargeId);
  }
  return pieces.map(({ position, charge, decision, whole }) => {
    const isOrigin = bill.net[position] !== bill.charges[position];
    const back = whole && isOrigin ? withValues(bill.charges[position]!, decision) : charge;
    const origin = remainingOrigin(back.originChargeId, divided);
    return origin === back.originChargeId ? back : { ...back, originChargeId: origin! };
  });
}

/** The charge that a part comes off, now that some are divided: the next one up that still stands in the bill whole. */
function remainingOrigin(
  origin: string | undefined,
  divided: ReadonlyMap<string, string | undefined>,
): string | undefined {
  const seen = new Set<string>();
  let at = origin;
  while (at !== undefined && divided.has(at) && !seen.has(at)) {
    seen.add(at);
    at = divided.get(at);
  }
  return at ?? origin;
}
