import { addSafe } from '../sums/exact-sums.js';
import { COST_CATEGORIES } from '../model/index.js';
import { toMilliseconds } from '../proration/accrued.js';
import { toMillisecondIntervals } from '../proration/portions.js';
import type { GroupingOptions } from './grouped-bill.js';
import { codeAt, type FastColumns } from './quick-columns.js';
import { IntervalSumsTable, type IntervalSums } from './slices.js';

/** How many groups an owner has in a slice: group `owner * WIDTH + category`, owners being tenants, then pools. */
export const WIDTH = COST_CATEGORIES.length;

/** The rows of a batch, added up as far as they could be. */
export interface AddedRows {
  readonly intervalSums: ReadonlyArray<IntervalSums>;
  /** The digits behind the point that the added amounts really have, which may be fewer than their columns'. */
  readonly costPlaces: number;
  readonly usagePlaces: number;
  /** The places of the rows that must be looked at one by one. */
  readonly slowRows: ReadonlyArray<number>;
}

/** Adds up the rows that lie wholly in one window, whose resource is nobody's and which hold nothing odd. */
export function addFastRows(columns: FastColumns, plan: GroupingOptions): AddedRows {
  const { rows, tenant, pool, category, currency, resource, unit, cost, usage, start, end } = columns;
  const nobody = tenant.values.length;
  const slices = new IntervalSumsTable(
    toMillisecondIntervals(plan.windows),
    (nobody + (pool?.values.length ?? 0) + 1) * WIDTH,
  );
  const [costDigits, usageDigits] = [new DecimalPlaces(columns.costScale), new DecimalPlaces(columns.usageScale)];
  const plain: number[] = [];
  for (let i = 0; i < rows; i += 1) {
    const tenantAt = codeAt(tenant, i);
    const poolAt = codeAt(pool, i);
    const kind = codeAt(category, i);
    const coin = codeAt(currency, i);
    const unitAt = codeAt(unit, i);
    const units = cost[i]!;
    const quantity = usage === undefined ? 0 : usage[i]!;
    // A meaning is at least 0, or PLAIN.
    const isKnown = (tenantAt | poolAt | kind | coin | unitAt | codeAt(resource, i)) >= 0;
    const isQuick = isKnown && Number.isSafeInteger(units) && Number.isSafeInteger(quantity);
    const slice = isQuick ? slices.of(coin, toMilliseconds(start[i]!), toMilliseconds(end[i]!)) : undefined;
    if (slice === undefined) {
      plain.push(i);
      continue;
    }
    const group = (tenantAt === nobody ? nobody + poolAt : tenantAt) * WIDTH + kind;
    slice.seen[group] = 1;
    if (units > 0) slice.costly[group] = 1;
    addSafe(slice.cost, group, units);
    costDigits.take(units);
    if (usage === undefined) continue;
    addSafe(slice.usage, group, quantity);
    usageDigits.take(quantity);
    addUnit(slice, group, unitAt + 1);
  }
  return { intervalSums: slices.all, costPlaces: costDigits.places, usagePlaces: usageDigits.places, slowRows: plain };
}

function addUnit({ unit, units }: IntervalSums, group: number, code: number): void {
  const known = unit[group]!;
  if (known === code) return;
  if (known === 0) unit[group] = code;
  else units.set(group, (units.get(group) ?? new Set([known])).add(code));
}

/** Finds out how many digits behind the point whole units of a scale have, zeros at the end not counted. */
class DecimalPlaces {
  places = 0;
  /** Every amount so far is a whole number of this many units. */
  private step: number;

  constructor(private readonly scale: number) {
    this.step = 10 ** scale;
  }

  take(units: number): void {
    while (this.step > 1 && units % this.step !== 0) {
      this.step = 10 ** (this.scale - (this.places += 1));
    }
  }
}
