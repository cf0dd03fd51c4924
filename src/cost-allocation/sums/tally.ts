import { powerOfTen } from '../../money/index.js';
import { COST_CATEGORIES } from '../model/index.js';
import type { CheckedColumns } from './checked-columns.js';
import type { ColumnSums } from './add-columns.js';
import { costMatrix, type CostMatrix } from './cost-matrix.js';
import { addBig, addSafe, createExactSums, growSums, totalOf, type ExactSums } from './exact-sums.js';

/** How many categories there are: tenant t's sums begin at `t * WIDTH`. */
export const WIDTH = COST_CATEGORIES.length;

/** Sums in the making: tenants are numbered as they come, and amounts are kept by the scale they came with. */
export interface MatrixAccumulator {
  readonly tenantIds: (string | null)[];
  readonly tenantCodes: Map<string | null, number>;
  /** By scale: group `tenant code * WIDTH + category code`. */
  readonly sumsByScale: Map<number, ExactSums>;
}

export function createMatrixAccumulator(): MatrixAccumulator {
  return { tenantIds: [], tenantCodes: new Map(), sumsByScale: new Map() };
}

/** The number of a tenant, a new one for a new tenant. */
export function tenantCode(tally: MatrixAccumulator, tenantId: string | null): number {
  const known = tally.tenantCodes.get(tenantId);
  if (known !== undefined) return known;
  const code = tally.tenantIds.push(tenantId) - 1;
  tally.tenantCodes.set(tenantId, code);
  for (const sums of tally.sumsByScale.values()) growSums(sums, (code + 1) * WIDTH);
  return code;
}

/** The sums of amounts at a scale, with room for every tenant seen so far. */
export function sumsAtScale(tally: MatrixAccumulator, scale: number): ExactSums {
  const known = tally.sumsByScale.get(scale);
  if (known !== undefined) return known;
  const made = createExactSums(Math.max(64, tally.tenantIds.length) * WIDTH);
  tally.sumsByScale.set(scale, made);
  return made;
}

/** Takes in the sums of columns, whose dictionaries number tenants and categories in their own way. */
export function addSums(
  tally: MatrixAccumulator,
  { tenantId, category, cost }: CheckedColumns,
  sums: ColumnSums,
): void {
  const section = sumsAtScale(tally, cost.scale);
  const categories = category.names.map((name) => COST_CATEGORIES.indexOf(name));
  tenantId.names.forEach((name, tenant) => {
    const base = tenantCode(tally, name) * WIDTH;
    for (let c = 0; c < sums.width; c += 1) {
      const from = tenant * sums.width + c;
      const to = base + categories[c]!;
      addSafe(section, to, sums.near[from]!);
      const far = sums.far.get(from);
      if (far !== undefined) addBig(section, to, far);
    }
  });
}

/**
 * Ends a tally: tenants in order of UTF-16 code units, the shared pools of nobody last, every sum at the largest scale.
 */
export function toCostMatrix(tally: MatrixAccumulator): CostMatrix {
  const names = tally.tenantIds.filter((tenantId) => tenantId !== null).sort();
  const tenantIds = tally.tenantCodes.has(null) ? [...names, null] : names;
  const scale = Math.max(0, ...tally.sumsByScale.keys());
  const sums = createExactSums(tenantIds.length * WIDTH);
  for (const [from, section] of tally.sumsByScale) {
    tenantIds.forEach((tenantId, place) => {
      const code = tally.tenantCodes.get(tenantId)!;
      for (let c = 0; c < WIDTH; c += 1) addAt(sums, place * WIDTH + c, section, code * WIDTH + c, scale - from);
    });
  }
  return costMatrix(tenantIds, COST_CATEGORIES, scale, sums);
}

function addAt(into: ExactSums, group: number, section: ExactSums, from: number, digits: number): void {
  if (digits === 0 && section.far.size === 0) addSafe(into, group, section.near[from]!);
  else addBig(into, group, totalOf(section, from) * powerOfTen(digits));
}
