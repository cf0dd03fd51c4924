import { minorUnits } from '../../money/currency.js';
import { Decimal } from '../../money/decimal.js';
import { E } from '../../prelude.js';
import type { FocusContent, FocusProgressOptions } from './content.js';

/** Why an invoice and the charges under it differ. */
export type DifferenceReason =
  /** Charges in another currency than the invoice. */
  | 'currency'
  /** A tax that stands on the invoice alone, or is another there. */
  | 'tax'
  /** The invoice has whole minor units, the charges more digits. */
  | 'rounding'
  /** A correction that the invoice has and the charges have not, or the other way round. */
  | 'correction'
  /** On the invoice, and no charge for it. */
  | 'missingCharge'
  /** A charge that is not on the invoice. */
  | 'extraCharge'
  /** What is left. */
  | 'unexplained';

/** A part of a difference. The parts of a line add up to its difference. */
export interface Explanation {
  /** Why. */
  readonly reason: DifferenceReason;
  /** What it puts on the invoice beyond the charges; negative where the charges are more. */
  readonly amount: Decimal;
  /** In words: which rows, which rate. */
  readonly note: string;
}

/** A line of an invoice beside the charges that belong to it. */
export interface ReconciledLine {
  /** Who issued the invoice. */
  readonly issuer: string;
  /** The invoice. */
  readonly invoiceId: string;
  /**
   * The line; several where charges without an `InvoiceDetailId` belong to one of them; none for charges without a
   * line.
   */
  readonly invoiceDetailIds: readonly string[];
  /** Whether it is a tax. */
  readonly isTax: boolean;
  /** The currency of the invoice, and of every amount here. */
  readonly currency: string;
  /** What the invoice has. */
  readonly invoiced: Decimal;
  /** What the charges add up to, those in the invoice's currency. */
  readonly charged: Decimal;
  /** `invoiced` minus `charged`. */
  readonly difference: Decimal;
  /** The parts of the difference. */
  readonly explanations: readonly Explanation[];
  /** How many charges. */
  readonly rows: number;
  /**
   * Whether the difference is within the specification's tolerance: the larger of 100 minor units and √rows / 2 of
   * them.
   */
  readonly isWithinTolerance: boolean;
  /** False while the invoice or its billing period is open: both may still change. */
  readonly isFinal: boolean;
}

/** A charge under an invoice. */
export interface ChargeRow {
  readonly row: number;
  readonly cost: Decimal;
  readonly currency: string;
  readonly isCorrection: boolean;
}

/** Lines of one invoice that are held against charges together. */
export interface InvoiceGroup {
  readonly issuer: string;
  readonly invoiceId: string;
  readonly ids: string[];
  readonly isTax: boolean;
  currency: string;
  invoiced: Decimal;
  /** The same in the currency that is paid, where the invoice states it. */
  readonly paid: Map<string, Decimal>;
  isOpen: boolean;
  adjustsOther: boolean;
  readonly rows: ChargeRow[];
}

/** A line with its difference, explained. */
export function reconcileGroup(group: InvoiceGroup, rates: ReadonlyMap<string, Decimal>): ReconciledLine {
  const { currency, invoiced } = group;
  const own = group.rows.filter((row) => row.currency === currency);
  const charged = sumOf(own);
  const difference = invoiced.minus(charged);
  const unit = minorUnit(currency);
  const tolerance = Decimal.max(new Decimal(100), new Decimal(group.rows.length).sqrt().div(2)).times(unit);
  return {
    issuer: group.issuer,
    invoiceId: group.invoiceId,
    invoiceDetailIds: group.ids.toSorted(),
    isTax: group.isTax,
    currency,
    invoiced,
    charged,
    difference,
    explanations: difference.isZero() ? [] : explain(group, own, difference, unit, rates),
    rows: group.rows.length,
    isWithinTolerance: difference.abs().lessThanOrEqualTo(tolerance),
    isFinal: !group.isOpen,
  };
}

/** The parts of a difference, the certain ones first; what none of them explains comes last. */
function explain(
  group: InvoiceGroup,
  own: readonly ChargeRow[],
  difference: Decimal,
  unit: Decimal,
  rates: ReadonlyMap<string, Decimal>,
): Explanation[] {
  const parts: Explanation[] = [];
  let left = difference;
  const put = (reason: DifferenceReason, amount: Decimal, note: string): void => {
    if (amount.isZero()) return;
    parts.push({ reason, amount, note });
    left = left.minus(amount);
  };
  if (group.rows.length === 0) {
    const reason = group.isTax ? 'tax' : group.adjustsOther ? 'correction' : 'missingCharge';
    put(
      reason,
      left,
      group.adjustsOther ? 'adjusts another invoice; no charge belongs to it' : 'no charge belongs to this line',
    );
    return parts;
  }
  if (group.invoiced.isZero() && group.paid.size === 0) {
    put(
      'extraCharge',
      left,
      `${group.rows.length} charges, and nothing on the invoice (rows ${rowNumbers(group.rows)})`,
    );
    return parts;
  }
  for (const [currency, rows] of byCurrency(group, own)) {
    const sum = sumOf(rows);
    const rate = rates.get(currency);
    const paid = group.paid.get(currency);
    if (rate !== undefined) put('currency', sum.times(rate), `${sum.toFixed()} ${currency} at ${rate.toFixed()}`);
    else if (paid !== undefined && paid.equals(sum))
      put('currency', left, `${sum.toFixed()} ${currency}, as the invoice states it in ${currency}`);
    else put('currency', left, `${sum.toFixed()} ${currency}, for which no rate is given`);
  }
  if (!left.isZero() && !isRounding(left, own, unit)) {
    const corrections = own.filter(({ isCorrection }) => isCorrection);
    const corrected = sumOf(corrections);
    const rest = left.plus(corrected);
    const single = own.find(({ cost }) => !cost.isZero() && isRounding(left.plus(cost), own, unit));
    if (!corrected.isZero() && isRounding(rest, own, unit))
      put(
        'correction',
        corrected.negated(),
        `corrections that are not on the invoice (rows ${rowNumbers(corrections)})`,
      );
    else if (group.isTax) put('tax', left, 'the tax on the invoice is another than the sum of its charges');
    else if (group.adjustsOther) put('correction', left, 'the line adjusts another invoice');
    else if (single !== undefined) put('extraCharge', single.cost.negated(), `row ${single.row} is not on the invoice`);
  }
  if (isRounding(left, own, unit)) put('rounding', left, `${own.length} charges, rounded to ${unit.toFixed()}`);
  put(
    'unexplained',
    left,
    left.isPositive() ? 'the invoice has more than its charges' : 'the charges are more than the invoice has',
  );
  return parts;
}

/** Whether a difference is no more than rounding each charge to a minor unit can make. */
function isRounding(difference: Decimal, rows: readonly ChargeRow[], unit: Decimal): boolean {
  if (difference.isZero()) return true;
  // Rounding makes nothing of amounts that have no digits beyond the minor unit.
  const unrounded = rows.filter(({ cost }) => !cost.mod(unit).isZero()).length;
  return (
    unrounded > 0 &&
    difference.abs().lessThanOrEqualTo(unit.times(unrounded).div(2)) &&
    difference.abs().lessThanOrEqualTo(unit.times(100))
  );
}

function byCurrency(group: InvoiceGroup, own: readonly ChargeRow[]): ReadonlyMap<string, readonly ChargeRow[]> {
  const others = new Map<string, ChargeRow[]>();
  if (own.length === group.rows.length) return others;
  for (const row of group.rows) {
    if (row.currency !== group.currency) {
      const rows = others.get(row.currency) ?? [];
      others.set(row.currency, rows);
      rows.push(row);
    }
  }
  return new Map([...others].toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

function sumOf(rows: readonly ChargeRow[]): Decimal {
  return rows.reduce((sum, { cost }) => sum.plus(cost), new Decimal(0));
}

function rowNumbers(rows: readonly ChargeRow[]): string {
  const shown = rows.slice(0, 5).map(({ row }) => row);
  return `${shown.join(', ')}${rows.length > 5 ? ', …' : ''}`;
}

function minorUnit(currency: string): Decimal {
  const places = minorUnits(currency);
  return new Decimal(10).pow(-(E.isRight(places) ? places.right : 2));
}

/** A bill held against its invoices. */
export interface InvoiceReconciliation {
  /** Ordered by issuer, invoice and line. */
  readonly lines: readonly ReconciledLine[];
  /** One entry an invoice; each figure is the sum over its lines. */
  readonly invoices: ReadonlyArray<{
    readonly issuer: string;
    readonly invoiceId: string;
    readonly currency: string;
    readonly invoiced: Decimal;
    readonly charged: Decimal;
    readonly difference: Decimal;
    /** The difference by reason. */
    readonly byReason: Readonly<Partial<Record<DifferenceReason, Decimal>>>;
  }>;
  /** Charges that name no invoice. */
  readonly unassigned: { readonly count: number; readonly cost: Readonly<Record<string, Decimal>> };
  /** Invoice lines that were retracted; they stand in no sum. */
  readonly voided: { readonly count: number; readonly invoiced: Readonly<Record<string, Decimal>> };
}

/** What beside the two files is known. Everything may be left out. */
export interface ReconcileOptions extends FocusProgressOptions {
  /** The Billing Period data set, which says which periods are closed. */
  readonly periods?: FocusContent;
  /** What one unit of a currency is in the currency of the invoice, as decimal text: `{ EUR: '1.08' }`. */
  readonly rates?: Readonly<Record<string, string>>;
}
