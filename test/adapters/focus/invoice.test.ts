import { describe, expect, it } from 'vitest';
import { reconcileInvoice, type ReconcileOptions } from '../../../src/adapters/focus/index.js';
import { orThrow } from '../../../src/prelude.js';

type Row = Readonly<Record<string, string>>;
const table = (rows: readonly Row[]): string =>
  `${Object.keys(rows[0]!).join(',')}\n${rows.map((row) => Object.values(row).join(',')).join('\n')}\n`;

const charge = (BilledCost: string, more: Row = {}): Row => ({
  BilledCost,
  BillingCurrency: 'USD',
  InvoiceIssuerName: 'Nimbus',
  InvoiceId: 'F-1',
  InvoiceDetailId: 'a',
  ChargeCategory: 'Usage',
  ChargeClass: '',
  ...more,
});
const line = (BilledCost: string, more: Row = {}): Row => ({
  BilledCost,
  BillingCurrency: 'USD',
  InvoiceIssuerName: 'Nimbus',
  InvoiceId: 'F-1',
  InvoiceDetailId: 'a',
  ChargeCategory: 'Usage',
  InvoiceIssueStatus: 'Issued',
  BillingPeriodStart: '2026-02-01T00:00:00Z',
  ReferenceInvoiceId: 'F-1',
  PaymentCurrency: '',
  PaymentCurrencyBilledCost: '',
  ...more,
});

async function lines(charges: readonly Row[], invoice: readonly Row[], options: ReconcileOptions = {}) {
  const { lines: all } = await orThrow(reconcileInvoice(table(charges), table(invoice), options));
  for (const { difference, explanations, invoiced, charged } of all) {
    expect(invoiced.minus(charged).toFixed()).toBe(difference.toFixed());
    expect(explanations.reduce((sum, { amount }) => sum.plus(amount), difference.minus(difference)).toFixed()).toBe(
      difference.toFixed(),
    );
  }
  return all.map((one) => [
    one.invoiceDetailIds.join('+'),
    one.difference.toFixed(),
    one.explanations.map(({ reason, amount }) => `${reason} ${amount.toFixed()}`).join(', '),
  ]);
}

describe('an invoice beside its charges: every difference is explained to the last digit', () => {
  it('none, line by line', async () => {
    expect(
      await lines(
        [charge('1.5'), charge('2.25'), charge('4', { InvoiceDetailId: 'b' })],
        [line('3.75'), line('4', { InvoiceDetailId: 'b' })],
      ),
    ).toEqual([
      ['a', '0', ''],
      ['b', '0', ''],
    ]);
  });

  it('rounding: 3 × 0.333 are 0.999, the invoice has 1.00', async () => {
    expect(await lines([charge('0.333'), charge('0.333'), charge('0.333')], [line('1.00')])).toEqual([
      ['a', '0.001', 'rounding 0.001'],
    ]);
  });

  it('whole cents do not round: a cent too much is not explained', async () => {
    expect(await lines([charge('0.33'), charge('0.33')], [line('0.67')])).toEqual([['a', '0.01', 'unexplained 0.01']]);
  });

  it('a tax that stands on the invoice alone', async () => {
    const tax = line('0.19', { InvoiceDetailId: 't', ChargeCategory: 'Tax' });
    expect(await lines([charge('1')], [line('1'), tax])).toEqual([
      ['a', '0', ''],
      ['t', '0.19', 'tax 0.19'],
    ]);
  });

  it('a correction that the invoice does not have, and rounding beside it', async () => {
    const rows = [charge('10.004'), charge('-2', { ChargeClass: 'Correction' })];
    expect(await lines(rows, [line('10')])).toEqual([['a', '1.996', 'correction 2, rounding -0.004']]);
  });

  it('a line that adjusts another invoice', async () => {
    expect(
      await lines([charge('1')], [line('1'), line('-5', { InvoiceDetailId: 'c', ReferenceInvoiceId: 'F-0' })]),
    ).toEqual([
      ['a', '0', ''],
      ['c', '-5', 'correction -5'],
    ]);
  });

  it('a charge that is not on the invoice, and a line without charges', async () => {
    expect(await lines([charge('7'), charge('3')], [line('7')])).toEqual([['a', '-3', 'extraCharge -3']]);
    expect(
      await lines(
        [charge('7'), charge('3', { InvoiceDetailId: 'z' })],
        [line('7'), line('2', { InvoiceDetailId: 'b' })],
      ),
    ).toEqual([
      ['a', '0', ''],
      ['b', '2', 'missingCharge 2'],
      ['z', '-3', 'extraCharge -3'],
    ]);
  });

  it('charges in another currency: by the paid amount, by a rate, or by what is left', async () => {
    const euros = [charge('4.60', { BillingCurrency: 'EUR' })];
    expect(await lines(euros, [line('5', { PaymentCurrency: 'EUR', PaymentCurrencyBilledCost: '4.60' })])).toEqual([
      ['a', '5', 'currency 5'],
    ]);
    expect(await lines(euros, [line('5')], { rates: { EUR: '1.086' } })).toEqual([
      ['a', '5', 'currency 4.9956, unexplained 0.0044'],
    ]);
    expect(await lines(euros, [line('5')])).toEqual([['a', '5', 'currency 5']]);
  });

  it('charges that name no line: taxes and the rest of an invoice apart', async () => {
    const rows = [
      charge('3', { InvoiceDetailId: '' }),
      charge('4', { InvoiceDetailId: '' }),
      charge('0.7', { InvoiceDetailId: '', ChargeCategory: 'Tax' }),
    ];
    const invoice = [
      line('2'),
      line('5', { InvoiceDetailId: 'b' }),
      line('0.7', { InvoiceDetailId: 't', ChargeCategory: 'Tax' }),
    ];
    expect(await lines(rows, invoice)).toEqual([
      ['a+b', '0', ''],
      ['t', '0', ''],
    ]);
  });
});

describe('the invoices of a reconciliation', () => {
  it('add up over their lines by reason, and say what stands apart', async () => {
    const rows = [charge('0.333'), charge('9', { InvoiceId: '' })];
    const invoice = [
      line('0.33'),
      line('1', { InvoiceDetailId: 'b' }),
      line('99', { InvoiceDetailId: 'v', InvoiceIssueStatus: 'Voided' }),
    ];
    const { invoices, unassigned, voided } = await orThrow(reconcileInvoice(table(rows), table(invoice)));
    expect(JSON.parse(JSON.stringify(invoices))).toEqual([
      {
        issuer: 'Nimbus',
        invoiceId: 'F-1',
        currency: 'USD',
        invoiced: '1.33',
        charged: '0.333',
        difference: '0.997',
        byReason: { rounding: '-0.003', missingCharge: '1' },
      },
    ]);
    expect(JSON.parse(JSON.stringify([unassigned, voided]))).toEqual([
      { count: 1, cost: { USD: '9' } },
      { count: 1, invoiced: { USD: '99' } },
    ]);
  });

  it('are final once they are issued and their period is closed', async () => {
    const periods = (status: string): string =>
      table([
        {
          BillingPeriodStart: '2026-02-01T00:00:00Z',
          BillingPeriodEnd: '2026-03-01T00:00:00Z',
          BillingPeriodStatus: status,
          InvoiceIssuerName: 'Nimbus',
        },
      ]);
    const isFinal = async (status: string, issue: string) =>
      (
        await orThrow(
          reconcileInvoice(table([charge('1')]), table([line('1', { InvoiceIssueStatus: issue })]), {
            periods: periods(status),
          }),
        )
      ).lines[0]!.isFinal;
    expect([
      await isFinal('Closed', 'Issued'),
      await isFinal('Open', 'Issued'),
      await isFinal('Closed', 'Open'),
    ]).toEqual([true, false, false]);
  });

  it.each([
    [
      table([charge('x')]),
      table([line('1')]),
      {},
      'FOCUS file, row 2, column BilledCost: expected a number such as 12.34, got "x"',
    ],
    [
      'BilledCost,InvoiceId\n1,F\n',
      table([line('1')]),
      {},
      'FOCUS file, row 1, column BillingCurrency, InvoiceIssuerName: expected a header with it, got "BilledCost,InvoiceId"',
    ],
    [
      table([charge('1')]),
      table([line('1')]),
      { rates: { EUR: '-1' } },
      'FOCUS file, column rates.EUR: expected a rate above zero as decimal text, got "-1"',
    ],
  ])('name what cannot be read', async (usage, invoice, options, message) => {
    expect(await reconcileInvoice(usage, invoice, options)()).toMatchObject({ _tag: 'Left', left: { message } });
  });
});
