import { optionsOf } from '../../codec/record.js';
import { lookedAtLater } from '../../codec/values.js';
import type { Cancelled } from '../../errors/kernel.js';
import { Decimal } from '../../money/decimal.js';
import { E, type Either, type TaskEither } from '../../prelude.js';
import {
  type FocusContent,
  type FocusProgressOptions,
  followTables,
  PROGRESS_OPTIONS,
  withOptions,
} from './content.js';
import { invalidFocus, type InvalidFocus } from './errors.js';
import {
  type ChargeRow,
  type InvoiceGroup,
  type InvoiceReconciliation,
  type ReconciledLine,
  reconcileGroup,
  type ReconcileOptions,
} from './invoice-differences.js';
import { TableFocusRow } from './rows.js';

/**
 * Holds cost and usage (FOCUS 1.2 on, with `InvoiceId`) against the invoice (Invoice Detail of FOCUS 1.4), to the last
 * digit: line by line where charges name their `InvoiceDetailId`, otherwise taxes and the rest of an invoice apart.
 * Every difference is explained, and the explanations of a line add up to it.
 *
 * Source: FOCUS 1.4, Invoice Detail, BilledCost and its rounding variance tolerance.
 *
 * @example
 * const { lines } = await orThrow(reconcileInvoice(createReadStream('usage.csv'), createReadStream('invoice.csv')));
 * lines.filter(({ difference }) => !difference.isZero());
 */
export function reconcileInvoice(
  usage: FocusContent,
  invoice: FocusContent,
  options: ReconcileOptions = {},
): TaskEither<InvalidFocus | Cancelled, InvoiceReconciliation> {
  return withOptions(Options, options, async (asked) => {
    const open = new Set<string>();
    const rates = readRates(asked.rates ?? {});
    if (E.isLeft(rates)) return rates;
    if (asked.periods !== undefined) {
      const read = await eachRow(
        asked.periods,
        asked,
        ['BillingPeriodStart', 'BillingPeriodStatus', 'InvoiceIssuerName'],
        (row) => {
          if (textOf(row, 'BillingPeriodStatus') === 'Open')
            open.add(keyOf(textOf(row, 'InvoiceIssuerName'), textOf(row, 'BillingPeriodStart')));
        },
      );
      if (E.isLeft(read)) return read;
    }
    const book = new InvoiceBook(open);
    const invoiceColumns = ['BilledCost', 'BillingCurrency', 'InvoiceId', 'InvoiceIssuerName'];
    const lines = await eachRow(invoice, asked, [...invoiceColumns, 'InvoiceDetailId', 'ChargeCategory'], (row) =>
      book.addLine(row),
    );
    if (E.isLeft(lines)) return lines;
    const charges = await eachRow(usage, asked, invoiceColumns, (row) => book.addCharge(row));
    return E.isLeft(charges) ? charges : E.right(book.reconcile(rates.right));
  });
}

const Options = optionsOf<ReconcileOptions>('the options', {
  ...PROGRESS_OPTIONS,
  periods: lookedAtLater,
  rates: lookedAtLater,
});

/** The invoices and what is charged under them. */
class InvoiceBook {
  readonly #open: ReadonlySet<string>;
  readonly #groups = new Map<string, InvoiceGroup>();
  /** Charges that name an invoice and no line of it. */
  readonly #loose: Array<{
    readonly issuer: string;
    readonly invoiceId: string;
    readonly isTax: boolean;
    readonly charge: ChargeRow;
  }> = [];
  readonly #unassigned = { count: 0, cost: new Map<string, Decimal>() };
  readonly #voided = { count: 0, invoiced: new Map<string, Decimal>() };

  constructor(open: ReadonlySet<string>) {
    this.#open = open;
  }

  addLine(row: TableFocusRow): void {
    const cost = amountOf(row, 'BilledCost');
    const currency = textOf(row, 'BillingCurrency');
    if (row.get('InvoiceIssueStatus') === 'Voided') {
      this.#voided.count += 1;
      addTo(this.#voided.invoiced, currency, cost);
      return;
    }
    const [issuer, invoiceId] = [textOf(row, 'InvoiceIssuerName'), textOf(row, 'InvoiceId')];
    const id = textOf(row, 'InvoiceDetailId');
    const isTax = row.get('ChargeCategory') === 'Tax';
    const group = this.#group(issuer, invoiceId, [id], isTax, currency);
    if (group.currency !== currency)
      throw new BadRow(row, 'BillingCurrency', `${group.currency}, as in the rest of the line`);
    group.invoiced = group.invoiced.plus(cost);
    const paid = row.get('PaymentCurrency');
    if (paid !== null && row.get('PaymentCurrencyBilledCost') !== null)
      addTo(group.paid, paid, amountOf(row, 'PaymentCurrencyBilledCost'));
    group.isOpen ||=
      row.get('InvoiceIssueStatus') === 'Open' || this.#open.has(keyOf(issuer, row.get('BillingPeriodStart') ?? ''));
    group.adjustsOther ||= row.get('ReferenceInvoiceId') !== null && row.get('ReferenceInvoiceId') !== invoiceId;
  }

  addCharge(row: TableFocusRow): void {
    const [cost, currency] = [amountOf(row, 'BilledCost'), textOf(row, 'BillingCurrency')];
    const invoiceId = row.get('InvoiceId');
    if (invoiceId === null) {
      this.#unassigned.count += 1;
      addTo(this.#unassigned.cost, currency, cost);
      return;
    }
    const issuer = textOf(row, 'InvoiceIssuerName');
    const isTax = row.get('ChargeCategory') === 'Tax';
    const charge = { row: row.row, cost, currency, isCorrection: row.get('ChargeClass') === 'Correction' };
    const id = row.get('InvoiceDetailId');
    if (id === null) this.#loose.push({ issuer, invoiceId, isTax, charge });
    else this.#group(issuer, invoiceId, [id], isTax, currency).rows.push(charge);
  }

  #group(issuer: string, invoiceId: string, ids: string[], isTax: boolean, currency: string): InvoiceGroup {
    const key = keyOf(issuer, invoiceId, ...(ids.length === 0 ? [String(isTax), ''] : ids));
    let group = this.#groups.get(key);
    if (group === undefined) {
      group = {
        issuer,
        invoiceId,
        ids,
        isTax,
        currency,
        invoiced: new Decimal(0),
        paid: new Map(),
        isOpen: false,
        adjustsOther: false,
        rows: [],
      };
      this.#groups.set(key, group);
    }
    return group;
  }

  /** Puts charges that name no line to the one line of their kind, or joins the lines that they may belong to. */
  #placeLoose(): void {
    const byKind = new Map<string, InvoiceGroup>();
    const wanted = new Set(this.#loose.map(({ issuer, invoiceId, isTax }) => keyOf(issuer, invoiceId, String(isTax))));
    for (const [key, group] of this.#groups) {
      const kind = keyOf(group.issuer, group.invoiceId, String(group.isTax));
      if (!wanted.has(kind)) continue;
      const first = byKind.get(kind);
      if (first === undefined) byKind.set(kind, group);
      else if (first.currency === group.currency) {
        join(first, group);
        this.#groups.delete(key);
      }
    }
    for (const { issuer, invoiceId, isTax, charge } of this.#loose) {
      const group = byKind.get(keyOf(issuer, invoiceId, String(isTax)));
      (group ?? this.#group(issuer, invoiceId, [], isTax, charge.currency)).rows.push(charge);
    }
    this.#loose.length = 0;
  }

  reconcile(rates: ReadonlyMap<string, Decimal>): InvoiceReconciliation {
    this.#placeLoose();
    const lines = [...this.#groups.values()].map((group) => reconcileGroup(group, rates)).toSorted(byPlace);
    const invoices = new Map<string, InvoiceReconciliation['invoices'][number]>();
    for (const line of lines) {
      const key = keyOf(line.issuer, line.invoiceId, line.currency);
      const zero = new Decimal(0);
      const sum = invoices.get(key) ?? { ...line, invoiced: zero, charged: zero, difference: zero, byReason: {} };
      const byReason = { ...sum.byReason };
      for (const { reason, amount } of line.explanations) byReason[reason] = (byReason[reason] ?? zero).plus(amount);
      invoices.set(key, {
        issuer: line.issuer,
        invoiceId: line.invoiceId,
        currency: line.currency,
        invoiced: sum.invoiced.plus(line.invoiced),
        charged: sum.charged.plus(line.charged),
        difference: sum.difference.plus(line.difference),
        byReason,
      });
    }
    return {
      lines,
      invoices: [...invoices.values()],
      unassigned: { count: this.#unassigned.count, cost: Object.fromEntries(this.#unassigned.cost) },
      voided: { count: this.#voided.count, invoiced: Object.fromEntries(this.#voided.invoiced) },
    };
  }
}

function join(into: InvoiceGroup, other: InvoiceGroup): void {
  into.ids.push(...other.ids);
  into.invoiced = into.invoiced.plus(other.invoiced);
  for (const [currency, amount] of other.paid) addTo(into.paid, currency, amount);
  into.isOpen ||= other.isOpen;
  into.adjustsOther ||= other.adjustsOther;
  for (const row of other.rows) into.rows.push(row);
}

function byPlace(a: ReconciledLine, b: ReconciledLine): number {
  const [left, right] = [a, b].map((one) =>
    JSON.stringify([one.issuer, one.invoiceId, one.invoiceDetailIds, one.currency]),
  );
  return left! < right! ? -1 : left! > right! ? 1 : 0;
}

function keyOf(...parts: readonly string[]): string {
  return JSON.stringify(parts);
}

function addTo(sums: Map<string, Decimal>, key: string, amount: Decimal): void {
  sums.set(key, (sums.get(key) ?? new Decimal(0)).plus(amount));
}

function readRates(rates: Readonly<Record<string, string>>): Either<InvalidFocus, ReadonlyMap<string, Decimal>> {
  const read = new Map<string, Decimal>();
  for (const [currency, text] of Object.entries(rates)) {
    if (typeof text !== 'string' || !/^\d+(\.\d+)?$/.test(text) || Number(text) === 0)
      return E.left(
        invalidFocus({ column: `rates.${currency}`, value: text, expected: 'a rate above zero as decimal text' }),
      );
    read.set(currency, new Decimal(text));
  }
  return E.right(read);
}

/** A cell that cannot be read, thrown to the edge of this file alone. */
class BadRow {
  readonly error: InvalidFocus;

  constructor(row: TableFocusRow, column: string, expected: string) {
    this.error = invalidFocus({
      ...(row.file === undefined ? {} : { file: row.file }),
      row: row.row,
      column,
      value: row.get(column),
      expected,
    });
  }
}

function textOf(row: TableFocusRow, column: string): string {
  const text = row.get(column);
  if (text === null) throw new BadRow(row, column, 'text');
  return text;
}

function amountOf(row: TableFocusRow, column: string): Decimal {
  const amount = row.cell(column)?.decimal ?? null;
  if (amount === null) throw new BadRow(row, column, 'a number such as 12.34');
  return amount;
}

async function eachRow(
  content: FocusContent,
  options: FocusProgressOptions,
  needed: readonly string[],
  take: (row: TableFocusRow) => void,
): Promise<Either<InvalidFocus | Cancelled, void>> {
  for await (const batch of followTables(content, options)) {
    if (E.isLeft(batch)) return batch;
    const { header, rows, file } = batch.right;
    const missing = needed.filter((name) => !header.places.has(name));
    if (missing.length > 0)
      return E.left(
        invalidFocus({
          ...(file === undefined ? {} : { file }),
          row: 1,
          column: missing.join(', '),
          value: header.columns.join(','),
          expected: 'a header with it',
        }),
      );
    try {
      for (const row of rows) take(new TableFocusRow(header, row, file));
    } catch (cause) {
      if (cause instanceof BadRow) return E.left(cause.error);
      throw cause;
    }
  }
  return E.right(undefined);
}
