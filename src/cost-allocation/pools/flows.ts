import { closedPools, type ClosedPools } from '../../errors/cost.js';
import { subtract, ONE, divide, add, multiply, ZERO, type Rational } from '../../money/index.js';
import * as E from '../../either.js';
import type { Either } from '../../prelude.js';
import type { PoolOrder } from './order.js';

/**
 * How much passes through each pool for every 1 that stands in the pool of origin, exactly. Chains are followed in
 * order; pools that share onto each other are the solution of the linear system m = b + Sᵀm (the reciprocal method of
 * cost accounting; Kaplan & Atkinson, "Advanced Management Accounting", ch. 8), solved in fractions.
 */
export function passThrough(
  origin: string,
  { inOrder, circular }: PoolOrder,
): Either<ClosedPools, ReadonlyMap<string, Rational>> {
  const flows = new Map<string, Rational>([[origin, ONE]]);
  for (const node of inOrder) {
    const through = flows.get(node.poolId);
    if (through === undefined) continue;
    for (const { poolId, part } of node.downstream) {
      flows.set(poolId, add(flows.get(poolId) ?? ZERO, multiply(through, part)));
    }
  }
  if (!circular.some((node) => flows.has(node.poolId))) return E.right(flows);
  const position = new Map(circular.map((node, i) => [node.poolId, i]));
  const system = circular.map((node, row) =>
    circular.map((_, column) => (row === column ? ONE : ZERO)).concat(flows.get(node.poolId) ?? ZERO),
  );
  circular.forEach((node, column) => {
    for (const { poolId, part } of node.downstream) {
      const row = system[position.get(poolId)!]!;
      row[column] = subtract(row[column]!, part);
    }
  });
  const solution = solve(system);
  if (solution === undefined) return E.left(closedPools({ pools: circular.map((node) => node.poolId) }));
  circular.forEach((node, i) => flows.set(node.poolId, solution[i]!));
  return E.right(flows);
}

/** Solves a square system, each row with its right side at the end, by elimination; undefined where it is singular. */
function solve(rows: Rational[][]): ReadonlyArray<Rational> | undefined {
  const n = rows.length;
  for (let column = 0; column < n; column += 1) {
    const pivot = rows.findIndex((row, i) => i >= column && row[column]!.n !== 0n);
    if (pivot < 0) return undefined;
    [rows[column], rows[pivot]] = [rows[pivot]!, rows[column]!];
    const lead = rows[column]!;
    for (let i = 0; i < n; i += 1) {
      const row = rows[i]!;
      if (i === column || row[column]!.n === 0n) continue;
      const factor = divide(row[column]!, lead[column]!);
      for (let j = column; j <= n; j += 1)
        if (lead[j]!.n !== 0n) row[j] = subtract(row[j]!, multiply(factor, lead[j]!));
    }
  }
  return rows.map((row, i) => divide(row[n]!, row[i]!));
}
