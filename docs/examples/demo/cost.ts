import { orThrow, period, sum } from '@omnicloud/domain';
import { readFocusCharges } from '@omnicloud/domain/adapters/focus';
import { moneySources, type MoneySource } from '@omnicloud/domain/charts';
import {
  allocatePeriod,
  COST_CATEGORIES,
  Decimal,
  type AllocationInput,
  type CostAllocationResult,
  type PeriodAllocation,
} from '@omnicloud/domain/cost-allocation';
import { InputProblem } from './options.js';
import type { Section } from './page.js';
import { readText } from './read-file.js';
import { CURRENCY, OCTOBER, reservations, rules, sampleBill, tenants } from './sample/bill.js';
import { day, heading, table } from './table.js';

/** First part: who owes what, with the line that proves that nothing was lost. */
export async function costPart(file?: string): Promise<Section> {
  return file === undefined ? samplePart() : focusPart(file);
}

function samplePart(): Section {
  const charges = sampleBill();
  const october = orThrow(period(OCTOBER.start, OCTOBER.end));
  const allocation = orThrow(
    allocatePeriod({ charges, tenants, rules, reservations, period: october, currency: CURRENCY }),
  );
  const billed = sum(charges.map((charge) => charge.cost));
  const amortized = allocation.total.minus(billed);
  const proof = `allocated ${allocation.total.toFixed()} = billed ${billed.toFixed()} + amortized ${amortized.toFixed(2)} ${CURRENCY}`;
  return section(allocation, [
    'Shared platform cost goes 70 % by compute and 30 % by storage; initech left on 16 October.',
    proof,
  ]);
}

async function focusPart(file: string): Promise<Section> {
  const { charges, counts } = await orThrow(readFocusCharges(await readText(file), { cost: 'billed' })).catch(
    (cause: Error) => {
      throw new InputProblem(`${file}: ${cause.message}`);
    },
  );
  if (charges.length === 0) throw new InputProblem(`${file}: there is no charge below the head`);
  const ids = [...new Set(charges.flatMap(({ tenantId }) => (tenantId === null ? [] : [tenantId])))].toSorted();
  const start = charges.reduce((least, charge) => Math.min(least, charge.start), Infinity);
  const end = charges.reduce((most, charge) => Math.max(most, charge.end), -Infinity);
  const input: AllocationInput = {
    charges,
    tenants: ids.map((tenantId) => ({ tenantId, tier: '', createdAt: start, deletedAt: null })),
    period: orThrow(period(new Date(start * 1000), new Date(end * 1000))),
    basis: 'billed',
    keepLines: false,
  };
  const allocation = orThrow(allocatePeriod(input));
  const billed = sum(charges.map((charge) => charge.billedCost ?? charge.cost));
  return section(allocation, [
    `BilledCost ${billed.toFixed()} ${allocation.currency} over ${counts.rows.toLocaleString('en')} rows and ${ids.length} sub-accounts (FOCUS ${counts.version})`,
    `allocated ${sum(allocation.results.map((result) => result.totalAllocated)).toFixed()} = billed ${billed.toFixed()} ${allocation.currency}`,
  ]);
}

function section(allocation: PeriodAllocation, remarks: readonly string[]): Section {
  const { results, currency, periodStart, periodEnd, total } = allocation;
  const used = COST_CATEGORIES.filter((category) => results.some((result) => !result.breakdown[category].isZero()));
  const scale = Math.max(...results.map((result) => result.totalAllocated.decimalPlaces()));
  const row = ({ tenantId, breakdown, totalAllocated }: CostAllocationResult): readonly string[] => [
    tenantId,
    ...used.map((category) => breakdown[category].toFixed(scale)),
    totalAllocated.toFixed(scale),
  ];
  const byTotal = results.toSorted((a, b) => b.totalAllocated.comparedTo(a.totalAllocated));
  const sums = used.map((category) => sum(results.map(({ breakdown }) => breakdown[category])).toFixed(scale));
  const text = table(
    ['tenant', ...used, `total ${currency}`],
    [...byTotal.map(row), ['all', ...sums, total.toFixed(scale)]],
  );
  const largest = byTotal[0]!;
  return {
    title: 'Who owes what',
    summary: `${day(periodStart)} to ${day(periodEnd - 1)}, ${results.length} tenants: ${remarks.at(-1) ?? ''}.`,
    text: `${heading('Who owes what')}${text}\n\n${remarks.join('\n')}`,
    charts: [
      (size) =>
        moneySources(
          {
            tenantId: largest.tenantId,
            periodStart,
            periodEnd,
            sources: sourcesOf(largest),
            total: largest.totalAllocated,
            currency,
          },
          size,
        ),
    ],
  };
}

function sourcesOf({ breakdown }: CostAllocationResult): readonly MoneySource[] {
  const names = {
    compute: 'own compute',
    storage: 'own storage',
    network: 'own network',
    shared: 'share of the platform',
    reserved: 'amortized reservations',
    support: 'share of support',
  };
  return Object.entries(names).map(([category, source]) => ({
    source,
    amount: breakdown[category as keyof typeof names] ?? new Decimal(0),
  }));
}
