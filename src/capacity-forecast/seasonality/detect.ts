import { autoregression, whiten } from './autoregression.js';
import { designMatrix } from './design-matrix.js';
import { visibleCycles } from './cycles.js';
import { logFTail } from './f-distribution.js';
import { combine, lossWithout, regress, regressors } from './least-squares.js';
import { growsWithLevel } from './log-scale.js';
import { robustFit } from './robust-fit.js';
import { type Sample, sampleEvenly } from './sampling.js';

export function evidence(points: ReadonlyArray<Sample>) {
  const grid = sampleEvenly(points);
  const cycles = grid.observed < 8 ? [] : visibleCycles(grid.step, grid.times.length);
  if (cycles.length === 0) return [];
  const values = growsWithLevel(grid.values) ? grid.values.map(Math.log) : grid.values;
  const design = designMatrix(grid.times, grid.step, cycles);
  const { clean, residuals } = robustFit(design.columns, values);
  let phi = autoregression(residuals, grid.observed);
  let white = regressors(design.columns.map((c) => whiten(c, phi)));
  let fit = regress(white, whiten(clean, phi));
  const IT = Number(process.env.IT ?? 2);
  let diffs = 0;
  const k = design.blocks.at(-1)!.to - design.blocks.at(-1)!.from + design.blocks[0]!.from;
  for (let it = 0; it < IT; it++) {
    const all = combine(design.columns, fit.coefficients, 0, design.columns.length);
    let r: Float64Array = clean.map((v, i) => v - all[i]!);
    for (let d = 0; d < diffs; d++) r = r.map((v, i) => i > 0 ? v - r[i - 1]! : 0).subarray(1) as Float64Array;
    phi = autoregression(r, grid.observed);
    while (diffs < Number(process.env.DM ?? 2) && phi.length > 0) {
      const tail = phi.reduce((s, v) => s + v, 0);
      if (1 - tail > Number(process.env.UR ?? 6) * k / grid.observed || tail <= 0) break;
      r = r.map((v, i) => i > 0 ? v - r[i - 1]! : 0).subarray(1) as Float64Array;
      diffs++;
      phi = autoregression(r, grid.observed);
    }
    for (let d = 0; d < diffs; d++) { const n = new Float64Array(phi.length + 1); n[0] = 1; for (let q = 0; q < phi.length; q++) { n[q]! += phi[q]!; n[q + 1]! -= phi[q]!; } phi = n; }
    white = regressors(design.columns.map((c) => whiten(c, phi)));
    fit = regress(white, whiten(clean, phi));
  }
  const freedom = grid.observed - phi.length - white.rank;
  if (freedom < 1) return [];
  return design.blocks.map(({ cycle, from, to }) => {
    const loss = lossWithout(white, fit, from, to);
    const f = loss.squares / loss.rank / (fit.residualSquares / freedom);
    const wave = combine(design.columns, fit.coefficients, from, to);
    return { cycle, logP: logFTail(f, loss.rank, freedom), variance: variance(wave), f, rank: loss.rank, freedom,
      noise: variance(residuals), phi: Array.from(phi), n: grid.observed };
  });
}
function variance(x: Float64Array) { const m = x.reduce((s, v) => s + v, 0) / x.length; return x.reduce((s, v) => s + (v - m) ** 2, 0) / x.length; }
