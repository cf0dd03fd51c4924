import fc from 'fast-check';
import { Matrix, solve as referenceSolve } from 'ml-matrix';
import { describe, expect, it } from 'vitest';
import {
  dotSparse,
  createEquations,
  addObservation,
  addEntry,
  solve,
  createSparseRow,
  varianceFactor,
} from '../../../src/capacity-forecast/models/least-squares.js';
import { ridgePath } from '../../../src/capacity-forecast/models/ridge-autoregression.js';
import { createHistory } from '../../../src/capacity-forecast/series/history.js';

const rows = fc.array(
  fc.tuple(
    fc.integer({ min: -9, max: 9 }),
    fc.integer({ min: -9, max: 9 }),
    fc.integer({ min: -9, max: 9 }),
    fc.integer({ min: -50, max: 50 }),
  ),
  { minLength: 5, maxLength: 20 },
);

function equationsOf(data: readonly (readonly number[])[]) {
  const equations = createEquations(3);
  const row = createSparseRow(3);
  for (const line of data) {
    row.count = 0;
    for (let j = 0; j < 3; j++) if (line[j] !== 0) addEntry(row, j, line[j]!);
    addObservation(equations, row, line[3]!);
  }
  return equations;
}

describe('least squares', () => {
  it('solves ridge regressions as a dense solver does', () => {
    fc.assert(
      fc.property(rows, fc.double({ min: 0.1, max: 5, noNaN: true }), (data, penalty) => {
        const x = new Matrix(data.map((line) => line.slice(0, 3)));
        const y = Matrix.columnVector(data.map((line) => line[3]!));
        const dense = referenceSolve(x.transpose().mmul(x).add(Matrix.eye(3).mul(penalty)), x.transpose().mmul(y));
        const sparse = solve(equationsOf(data), new Float64Array(3).fill(penalty));
        dense.to1DArray().forEach((b, j) => expect(sparse[j]).toBeCloseTo(b, 6));
      }),
    );
  });

  it('gives a column that repeats another the coefficient zero', () => {
    const beta = solve(
      equationsOf([
        [1, 1, 2, 2],
        [2, 2, 1, 4],
        [3, 3, 5, 6],
      ]),
      new Float64Array(3),
    );
    expect(beta[0]).toBeCloseTo(2, 10);
    expect(beta[1]).toBe(0);
    expect(beta[2]).toBeCloseTo(0, 10);
  });

  it('knows the variance of a coefficient: of a mean over four, one quarter', () => {
    const equations = createEquations(1);
    const row = createSparseRow(1);
    addEntry(row, 0, 1);
    for (const y of [1, 2, 3, 4]) addObservation(equations, row, y);
    expect(varianceFactor(equations, 0)).toBe(0.25);
    expect(dotSparse(row, solve(equations, new Float64Array(1)))).toBe(2.5);
  });
});

describe('ridgePath', () => {
  const week = (t: number): number => 50 + 20 * Math.sin((2 * Math.PI * t) / 24) + (t % 168 < 120 ? 10 : 0);

  it('continues a day within a week that repeats', () => {
    const values = Float64Array.from({ length: 168 * 5 }, (_, t) => week(t));
    const path = ridgePath(createHistory(values, [24, 168]), 24, [1, 2, 24, 25, 168, 169], 168)!;
    const worst = Math.max(...path.map((x, h) => Math.abs(x - week(168 * 5 + h))));
    expect(worst).toBeLessThan(2.5);
  });

  it('stays within one range beyond what was seen, however the recursion runs', () => {
    const values = Float64Array.from({ length: 60 }, (_, t) => 1.5 ** t);
    const path = ridgePath(createHistory(values, [4]), 4, [1, 2], 200)!;
    expect(Math.max(...path)).toBeLessThanOrEqual(2 * 1.5 ** 59 + 1);
  });

  it('gives nothing where the history is too short for any lag', () => {
    expect(ridgePath(createHistory(Float64Array.of(1, 2, 3, 4, 5, 6), [4]), 4, [4], 2)).toBeUndefined();
  });
});
