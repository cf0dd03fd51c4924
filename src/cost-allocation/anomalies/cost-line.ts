import { type Decimal, sum } from '../../money/index.js';

/** The least that explaining a cost needs of a charge; the bill's charges and a tenant's shares of pools both fit. */
export interface CostLine {
  /** The kind of cost. */
  readonly category: string;
  /** The resource, by the id its provider gives it. */
  readonly resourceId?: string;
  /** What it cost. */
  readonly cost: Decimal;
  /** How much was used, in `usageUnit`. */
  readonly usageQuantity?: Decimal;
  /** In what the quantity is counted, `Hours` for example. */
  readonly usageUnit?: string;
  /** For a share of a pool: the pool and what it cost in all. */
  readonly pool?: { readonly poolId: string; readonly total: Decimal };
}

/** All lines of one resource and unit, of one pool, or of one category where no resource is named. */
export interface GroupedLine {
  readonly subject: string;
  readonly cost: Decimal;
  readonly pool: boolean;
  /** Undefined where a line does not state it. */
  readonly quantity?: Decimal;
  readonly unit?: string;
  readonly poolTotal?: Decimal;
}

/** Adds up lines by what they are for, as the mean of so many periods. */
export function groupLines(lines: ReadonlyArray<CostLine>, periods: number): ReadonlyMap<string, GroupedLine> {
  const groups = new Map<string, CostLine[]>();
  for (const line of lines) {
    const { pool, resourceId, category, usageUnit } = line;
    const key = JSON.stringify([pool?.poolId ?? null, resourceId ?? null, category, usageUnit ?? null]);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [line]);
    else group.push(line);
  }
  return new Map([...groups].map(([key, group]) => [key, toGroupedLine(group, periods)]));
}

function toGroupedLine(group: ReadonlyArray<CostLine>, periods: number): GroupedLine {
  const [first] = group as [CostLine, ...CostLine[]];
  const quantities = group.flatMap((line) => line.usageQuantity ?? []);
  const pools = group.flatMap((line) => line.pool?.total ?? []);
  const mean = (amounts: ReadonlyArray<Decimal>): Decimal => sum(amounts).dividedBy(periods);
  return {
    subject: subjectOf(first),
    cost: mean(group.map((line) => line.cost)),
    pool: first.pool !== undefined,
    ...(quantities.length === group.length && { quantity: mean(quantities) }),
    ...(first.usageUnit !== undefined && { unit: first.usageUnit }),
    ...(pools.length > 0 && { poolTotal: mean(pools) }),
  };
}

function subjectOf({ pool, resourceId, category }: CostLine): string {
  if (pool !== undefined) return `pool ${pool.poolId}`;
  return resourceId === undefined ? category : `${category} of ${resourceId}`;
}
