import { addSafe } from '../sums/exact-sums.js';
import { COST_CATEGORIES } from '../model/index.js';
import { milliseconds } from '../proration/accrued.js';
import { stretchesOf } from '../proration/portions.js';
import type { GroupingPlan } from './grouped-bill.js';
import { meaningAt, type QuickColumns } from './quick-columns.js';
import { Slices, type Slice } from './slices.js';

/** How many groups an owner has in a slice: group `owner * WIDTH + category`, owners being tenants, then pools. */
export const WIDTH = COST_CATEGORIES.length;

/** The rows of a batch, added up as far as they could be. */
export interface AddedRows {
  readonly slices: ReadonlyArray<Slice>;
  /** The digits behind the point that the added amounts really have, which may be fewer than their columns'. */
  readonly costPlaces: number;
  readonly usagePlaces: number;
  /** The places of the rows that must be looked at one by one. */
  readonly plain: ReadonlyArray<number>;
}

/** Adds up the rows that lie wholly in one window, whose resource is nobody's and which hold nothing odd. */
export function addRows(columns: QuickColumns, plan: GroupingPlan): AddedRows {
  const { rows, tenant, pool, category, currency, resource, unit, cost, usage, start, end } = columns;
  const nobody = tenant.meanings.length;
  const slices = new Slices(stretchesOf(plan.windows), (nobody + (pool?.meanings.length ?? 0) + 1) * WIDTH);
  const [costDigits, usageDigits] = [new Places(columns.costScale), new Places(columns.usageScale)];
  const plain: number[] = [];
  for (let i = 0; i < rows; i += 1) {
    const tenantAt = meaningAt(tenant, i);
    const poolAt = meaningAt(pool, i);
    const kind = meaningAt(category, i);
    const coin = meaningAt(currency, i);
    const unitAt = meaningAt(unit, i);
    const units = cost[i]!;
    const quantity = usage === undefined ? 0 : usage[i]!;
    // A meaning is at least 0, or PLAIN.
    const isKnown = (tenantAt | poolAt | kind | coin | unitAt | meaningAt(resource, i)) >= 0;
    const isQuick = isKnown && Number.isSafeInteger(units) && Number.isSafeInteger(quantity);
    const slice = isQuick ? slices.of(coin, milliseconds(start[i]!), milliseconds(end[i]!)) : undefined;
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
  return { slices: slices.all, costPlaces: costDigits.places, usagePlaces: usageDigits.places, plain };
}

function addUnit({ unit, units }: Slice, group: number, code: number): void {
  const known = unit[group]!;
  if (known === code) return;
  if (known === 0) unit[group] = code;
  else units.set(group, (units.get(group) ?? new Set([known])).add(code));
}

/** Finds out how many digits behind the point whole units of a scale have, zeros at the end not counted. */
class Places {
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
