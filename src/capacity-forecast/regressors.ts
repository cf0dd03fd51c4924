import { Matrix, solve } from 'ml-matrix';
import { E, type Either } from '../prelude.js';
import { sortToMedian } from '../stats/moments.js';
import type { WallClock } from '../time/zone.js';
import type { EffectSource } from './calendar-effects.js';
import { invalidForecastOption, type InvalidForecastOption } from './errors.js';
import { bucketStart, HOUR, toUsageGrid } from './grid.js';
import { DAY, type Measurements, toMeasurements, toWallTime } from './measurements.js';
import type { Regressor } from './model/calendar.js';
import type { UsageAggregation } from './model/usage.js';

const WEEK_DAYS = 7;
const WEEK_HOURS = 168;
/** Fewer weeks than this to learn from, and to check on, say nothing. */
const MIN_TRAINING_WEEKS = 2;
/** On the last third a regressor must leave less than this share of what is left without it. */
const MAX_HOLDOUT_SHARE = 0.9;
const HOLDOUT_SHARE = 1 / 3;
/** Rows further from the fit than so many robust deviations are left out of a second one. */
const OUTLIER_DEVIATIONS = 6;
/** A value is valid until the next is due, or until the next where that is not more than this late. */
const MAX_GAP = 1.5;

/** A regressor as a function of wall time. */
interface RegressorPath {
  readonly name: string;
  readonly spacing: number;
  /** Mean over a stretch; undefined where it is not known throughout. */
  readonly meanOn: (from: number, until: number) => number | undefined;
  readonly unknownIn: (from: number, until: number) => number | undefined;
}

function readPath({ name, values }: Regressor, clock: WallClock): RegressorPath {
  const measured = toWallTime(toMeasurements(values), clock);
  const { times } = measured;
  const spacing = measured.spacing > 0 ? measured.spacing : DAY;
  /** Position of the value that is valid at a time. */
  const at = (time: number): number | undefined => {
    let [low, high] = [0, times.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (times[middle]! <= time) low = middle + 1;
      else high = middle;
    }
    const [since, next] = [times[low - 1] ?? -Infinity, times[low] ?? Infinity];
    return time - since < spacing || next - since < MAX_GAP * spacing ? low - 1 : undefined;
  };
  const unknownIn = (from: number, until: number): number | undefined => {
    for (let time = from; time < until; time += spacing) if (at(time) === undefined) return time;
    return undefined;
  };
  const meanOn = (from: number, until: number): number | undefined => {
    let [sum, count] = [0, 0];
    for (let time = from; time < until; time += Math.min(spacing, until - from)) {
      const position = at(time);
      if (position === undefined) return undefined;
      sum += measured.values[position]!;
      count += 1;
    }
    return sum / count;
  };
  return { name, spacing, meanOn, unknownIn };
}

/** Changes from one week to the next: of demand, and of every regressor. */
interface WeeklyChanges {
  readonly before: number[];
  readonly after: number[];
  readonly changes: number[][];
}

/** How demand answers to regressors: by amounts, or by shares. */
interface RegressorFit {
  readonly chosen: readonly number[];
  readonly weights: readonly number[];
  readonly share: boolean;
  /** Squares that it leaves on the last third. */
  readonly squares: number;
}

/**
 * What regressors do to demand: least squares (ml-matrix) on changes from one week to the next, so that weekdays and
 * slow growth are out of the way. By amounts or by shares of demand, whichever foretells the last third better; a
 * regressor that foretells nothing there does nothing.
 */
export function fitRegressors(
  measured: Measurements,
  given: readonly Regressor[],
  aggregation: UsageAggregation,
  clock: WallClock,
): readonly EffectSource[] {
  const paths = given.map((regressor) => readPath(regressor, clock));
  const hourly = measured.spacing <= 1.01 * HOUR && paths.every(({ spacing }) => spacing < DAY);
  const step = hourly ? HOUR : DAY;
  const lag = hourly ? WEEK_HOURS : WEEK_DAYS;
  const grid = toUsageGrid(measured, hourly ? 'hourly' : 'daily', aggregation);
  const known = paths.map(({ meanOn }) =>
    Array.from(grid.values, (_, t) => meanOn(bucketStart(grid, t), bucketStart(grid, t) + step) ?? NaN),
  );
  const rows: WeeklyChanges = { before: [], after: [], changes: [] };
  for (let t = lag; t < grid.values.length; t++) {
    const [before, after] = [grid.values[t - lag]!, grid.values[t]!];
    const changes = known.map((values) => values[t]! - values[t - lag]!);
    if (Number.isNaN(before + after) || changes.some(Number.isNaN)) continue;
    rows.before.push(before);
    rows.after.push(after);
    rows.changes.push(changes);
  }
  const fit = chooseFit(rows, lag);
  return paths.map(({ name, meanOn, unknownIn }, k): EffectSource => {
    const at = fit?.chosen.indexOf(k) ?? -1;
    const past = known[k]!.filter((value) => !Number.isNaN(value));
    const center = past.reduce((sum, value) => sum + value, 0) / Math.max(1, past.length);
    if (fit === undefined || at < 0) {
      return { kind: 'regressor', name, learnedFrom: 0, effectOn: () => undefined, unknownIn };
    }
    const weight = fit.weights[at]!;
    return {
      kind: 'regressor',
      name,
      learnedFrom: rows.after.length,
      ...(fit.share ? { factor: Math.exp(weight) } : { amount: weight }),
      effectOn: (from, until) => {
        const value = meanOn(from, until);
        if (value === undefined) return undefined;
        const moved = weight * (value - center);
        return fit.share
          ? { factor: Math.exp(Math.max(-MAX_LOG, Math.min(MAX_LOG, moved))), amount: 0, deviation: 0 }
          : { factor: 1, amount: moved, deviation: 0 };
      },
      unknownIn,
    };
  });
}

const MAX_LOG = 10;

/** The regressors that foretell the last third, one after the other; undefined where none does. */
function chooseFit(rows: WeeklyChanges, lag: number): RegressorFit | undefined {
  const held = Math.floor(rows.after.length * HOLDOUT_SHARE);
  const from = rows.after.length - held;
  if (from < MIN_TRAINING_WEEKS * lag || held < lag) return undefined;
  const positive = [...rows.before, ...rows.after].every((value) => value > 0);
  const fits = (positive ? [false, true] : [false]).map((share): RegressorFit => {
    const target = rows.after.map((after, i) => (share ? Math.log(after / rows.before[i]!) : after - rows.before[i]!));
    const squaresOf = (chosen: readonly number[], weights: readonly number[]): number =>
      rows.after.slice(from).reduce((sum, after, i) => {
        const moved = chosen.reduce((all, k, j) => all + weights[j]! * rows.changes[from + i]![k]!, 0);
        const before = rows.before[from + i]!;
        return sum + (after - (share ? before * Math.exp(Math.min(MAX_LOG, moved)) : before + moved)) ** 2;
      }, 0);
    let chosen: readonly number[] = [];
    let squares = squaresOf([], []);
    for (;;) {
      const tried = (rows.changes[0] ?? []).flatMap((_, k) => {
        if (chosen.includes(k)) return [];
        const among = [...chosen, k];
        return [
          { among, left: squaresOf(among, solveRows(rows.changes.slice(0, from), target.slice(0, from), among)) },
        ];
      });
      const best = tried.sort((a, b) => a.left - b.left)[0];
      if (best === undefined || !(best.left < MAX_HOLDOUT_SHARE * squares)) break;
      [chosen, squares] = [best.among, best.left];
    }
    return { chosen, weights: solveRows(rows.changes, target, chosen), share, squares };
  });
  const best = fits.sort((a, b) => a.squares - b.squares)[0]!;
  return best.chosen.length === 0 ? undefined : best;
}

/** Least squares without outliers: a second time without the rows that the first leaves far off. */
function solveRows(changes: readonly number[][], target: readonly number[], chosen: readonly number[]): number[] {
  if (chosen.length === 0) return [];
  const fit = (rows: readonly number[]): number[] =>
    solve(
      new Matrix(rows.map((i) => chosen.map((k) => changes[i]![k]!))),
      Matrix.columnVector(rows.map((i) => target[i]!)),
      true,
    ).to1DArray();
  const all = target.map((_, i) => i);
  const weights = fit(all);
  const left = target.map((y, i) => Math.abs(y - chosen.reduce((sum, k, j) => sum + weights[j]! * changes[i]![k]!, 0)));
  const limit = OUTLIER_DEVIATIONS * 1.4826 * sortToMedian(Float64Array.from(left));
  const kept = all.filter((i) => left[i]! <= limit);
  return limit > 0 && kept.length < all.length && kept.length > chosen.length ? fit(kept) : weights;
}

/** Refuses a stretch for which a regressor has no values. */
export function checkRegressors(
  { sources, clock }: { readonly sources: readonly EffectSource[]; readonly clock: WallClock },
  from: number,
  until: number,
): Either<InvalidForecastOption, void> {
  for (const { name, unknownIn } of sources) {
    const at = unknownIn?.(from, until);
    if (at === undefined) continue;
    const day = new Date(at * 1000).toISOString().slice(0, 10);
    const expected = `values until ${new Date(clock.toInstant(until) * 1000).toISOString()}`;
    return E.left(
      invalidForecastOption({ option: `calendar.regressors ${name}`, value: `no value for ${day}`, expected }),
    );
  }
  return E.right(undefined);
}
