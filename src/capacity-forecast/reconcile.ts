import { Matrix, solve } from 'ml-matrix';
import { show } from '../errors/show.js';
import { E, type Either } from '../prelude.js';
import { invalidForecastOption, type InvalidForecastOption } from './errors.js';
import type { UsageForecast } from './forecast-usage.js';

/** A forecast of a part or of a sum of parts: instances, services, tenants, the fleet. */
export interface HierarchyNode<F extends ForecastPaths = ForecastPaths> {
  /** Unique in the hierarchy. */
  readonly id: string;
  /** The sum that it is a part of; absent at the top. */
  readonly parent?: string;
  /** What was forecast for it alone. */
  readonly forecast: F;
}

/** What is reconciled of a forecast. */
export type ForecastPaths = Pick<UsageForecast, 'predictions' | 'quantiles' | 'lowerBoundP10' | 'upperBoundP90'>;

/**
 * Forecasts of a hierarchy that add up: at every step the parts of a sum are the sum, to the last digits. Each forecast
 * moves by how unsure it is (minimum-trace reconciliation with the variances of the forecasts, Wickramasuriya,
 * Athanasopoulos & Hyndman 2019). The interval of a part keeps its width; that of a sum is its own, but never narrower
 * than parts that err independently make it (the root of squares), nor wider than parts that err together (the sum).
 *
 * @param nodes one forecast a node, all over the same steps. A sum must be listed with its parts.
 * @returns the same forecasts by id, reconciled. Values are at least 0 where all forecasts are.
 *
 * @example
 * const fleet = orThrow(reconcileForecasts([
 *   { id: 'fleet', forecast: all },
 *   { id: 'a', parent: 'fleet', forecast: a },
 *   { id: 'b', parent: 'fleet', forecast: b },
 * ]));
 */
export function reconcileForecasts<F extends ForecastPaths>(
  nodes: readonly HierarchyNode<F>[],
): Either<InvalidForecastOption, ReadonlyMap<string, F>> {
  try {
    const wrong = findProblem(nodes);
    return wrong === undefined
      ? E.right(reconcile(nodes))
      : E.left(invalidForecastOption({ option: 'nodes', ...wrong }));
  } catch (thrown) {
    const facts = { option: 'nodes', value: show(thrown), expected: 'nodes {id, parent, forecast} that can be read' };
    return E.left(invalidForecastOption(facts, thrown));
  }
}

function reconcile<F extends ForecastPaths>(nodes: readonly HierarchyNode<F>[]): ReadonlyMap<string, F> {
  const children = childrenOf(nodes);
  const bottom = nodes.filter(({ id }) => !children.has(id));
  const leavesOf = (id: string): readonly string[] => children.get(id)?.flatMap((child) => leavesOf(child.id)) ?? [id];
  const sums = new Matrix(
    nodes.map(({ id }) => {
      const leaves = new Set(leavesOf(id));
      return bottom.map((leaf) => (leaves.has(leaf.id) ? 1 : 0));
    }),
  );
  const means = meansOf(nodes);
  const parts = projectOnParts(sums, nodes.map(varianceOf), means);
  if (nodes.every(({ forecast }) => forecast.predictions.every(([, value]) => value >= 0))) {
    for (let i = 0; i < parts.rows; i++)
      for (let h = 0; h < parts.columns; h++) parts.set(i, h, Math.max(0, parts.get(i, h)));
  }
  const agreed = sums.mmul(parts);
  const offsets = reconciledOffsets(nodes, children);
  return new Map(nodes.map((node, i) => [node.id, withMeans(node.forecast, agreed.getRow(i), offsets.get(node.id)!)]));
}

const meansOf = (nodes: readonly HierarchyNode[]): Matrix =>
  new Matrix(nodes.map(({ forecast }) => forecast.predictions.map(([, value]) => value)));

/** The parts that are nearest to all forecasts, each distance over its variance: one column a step. */
function projectOnParts(sums: Matrix, variances: readonly number[], means: Matrix): Matrix {
  const weighted = sums.transpose();
  variances.forEach((variance, i) => weighted.mulColumn(i, 1 / variance));
  return solve(weighted.mmul(sums), weighted.mmul(means));
}

/** Distance from P10 to P90 in standard deviations. */
const WIDTH_DEVIATIONS = 2.5631;

function varianceOf({ forecast }: HierarchyNode): number {
  const { lowerBoundP10: low, upperBoundP90: high, predictions } = forecast;
  const squares = high.reduce((sum, value, h) => sum + ((value - low[h]!) / WIDTH_DEVIATIONS) ** 2, 0);
  // A forecast without any doubt would be a division by zero; one part in a million of its size is none.
  const size = predictions.reduce((sum, [, value]) => sum + Math.abs(value), 0) / predictions.length;
  return Math.max(squares / high.length, (1e-6 * size) ** 2, Number.MIN_VALUE * 1e10);
}

type Offsets = Readonly<Record<string, readonly number[]>>;

/** Distances of the quantiles from the mean: a part's own, a sum's within what its parts allow. */
function reconciledOffsets(
  nodes: readonly HierarchyNode[],
  children: ReadonlyMap<string, readonly HierarchyNode[]>,
): ReadonlyMap<string, Offsets> {
  const done = new Map<string, Offsets>();
  const offsetsOf = (node: HierarchyNode): Offsets => {
    const known = done.get(node.id);
    if (known !== undefined) return known;
    const parts = (children.get(node.id) ?? []).map(offsetsOf);
    const { predictions, quantiles } = node.forecast;
    const offsets = Object.fromEntries(
      Object.entries(quantiles).map(([level, list]) => [
        level,
        list.map((value, h) => {
          const own = value - predictions[h]![1];
          if (parts.length === 0) return own;
          const each = parts.map((part) => part[level]?.[h] ?? 0);
          const together = each.reduce((sum, offset) => sum + offset, 0);
          const apart = Math.sign(together) * Math.hypot(...each);
          return Math.min(Math.max(own, Math.min(apart, together)), Math.max(apart, together));
        }),
      ]),
    );
    done.set(node.id, offsets);
    return offsets;
  };
  nodes.forEach(offsetsOf);
  return done;
}

function withMeans<F extends ForecastPaths>(forecast: F, means: readonly number[], offsets: Offsets): F {
  const low = forecast.predictions.every(([, value]) => value >= 0) ? 0 : -Infinity;
  const quantiles = Object.fromEntries(
    Object.entries(offsets).map(([level, list]) => [level, list.map((offset, h) => Math.max(low, means[h]! + offset))]),
  );
  return {
    ...forecast,
    predictions: forecast.predictions.map(([at], h) => [at, means[h]!] as const),
    quantiles,
    lowerBoundP10: quantiles['0.1'] ?? forecast.lowerBoundP10,
    upperBoundP90: quantiles['0.9'] ?? forecast.upperBoundP90,
  };
}

function childrenOf<F extends ForecastPaths>(
  nodes: readonly HierarchyNode<F>[],
): ReadonlyMap<string, readonly HierarchyNode<F>[]> {
  const children = new Map<string, HierarchyNode<F>[]>();
  for (const node of nodes) {
    if (node.parent === undefined) continue;
    const siblings = children.get(node.parent);
    if (siblings) siblings.push(node);
    else children.set(node.parent, [node]);
  }
  return children;
}

/** The largest hierarchy: its equations are solved densely. */
const MAX_NODES = 2_000;

function findProblem(
  nodes: readonly HierarchyNode[],
): { readonly value: unknown; readonly expected: string } | undefined {
  if (!Array.isArray(nodes) || nodes.length === 0 || nodes.length > MAX_NODES)
    return { value: nodes, expected: `a list of 1 to ${MAX_NODES} nodes {id, parent, forecast}` };
  const byId = new Map<string, HierarchyNode>(nodes.map((node) => [node.id, node]));
  if (byId.size < nodes.length) return { value: nodes.map(({ id }) => id), expected: 'every id once' };
  const steps = nodes[0]!.forecast.predictions;
  for (const { id, parent, forecast } of nodes as readonly HierarchyNode[]) {
    if (parent !== undefined && !byId.has(parent))
      return { value: parent, expected: `the parent of ${show(id)} in the list` };
    let above = parent;
    for (let depth = 0; above !== undefined; depth++, above = byId.get(above)?.parent)
      if (depth > nodes.length) return { value: id, expected: 'a hierarchy in which no node is above itself' };
    const same =
      forecast.predictions.length === steps.length &&
      forecast.predictions.every((step: readonly [number, number], h: number) => step[0] === steps[h]![0]);
    if (!same || steps.length === 0) return { value: id, expected: 'forecasts of the same steps for every node' };
  }
  return undefined;
}
