/** A pivot below this share of its own diagonal entry means that earlier columns explain the column. */
const COLLINEAR = 1e-7;

/**
 * Generalized inverse of a symmetric, positive semi-definite matrix (row by row, `size` × `size`) by the sweep operator
 * (Goodnight 1979). Columns that depend on earlier ones are left out: their rows and columns of the inverse are zero.
 * O(size³).
 */
export function invertSymmetric(
  matrix: Float64Array,
  size: number,
): { readonly inverse: Float64Array; readonly independent: readonly boolean[] } {
  const a = Float64Array.from(matrix);
  const independent = Array.from({ length: size }, (_, k) => {
    const usable = a[k * size + k]! > COLLINEAR * matrix[k * size + k]!;
    if (usable) sweep(a, size, k);
    return usable;
  });
  for (let i = 0; i < size; i++) {
    for (let j = 0; j < size; j++) a[i * size + j] = independent[i]! && independent[j]! ? -a[i * size + j]! : 0;
  }
  return { inverse: a, independent };
}

/**
 * One sweep: exchanges row and column `k` with its solution. Sweeping every row turns the matrix into minus its
 * inverse.
 */
function sweep(a: Float64Array, size: number, k: number): void {
  const pivot = a[k * size + k]!;
  for (let i = 0; i < size; i++) {
    if (i === k) continue;
    const factor = a[i * size + k]! / pivot;
    if (factor === 0) continue;
    for (let j = 0; j < size; j++) if (j !== k) a[i * size + j]! -= factor * a[k * size + j]!;
  }
  for (let i = 0; i < size; i++) {
    if (i === k) continue;
    a[i * size + k]! /= pivot;
    a[k * size + i]! /= pivot;
  }
  a[k * size + k] = -1 / pivot;
}

/** A regression's columns with the inverse of their normal equations, ready for any number of right-hand sides. */
export interface Regressors {
  readonly columns: readonly Float64Array[];
  readonly inverse: Float64Array;
  /** Columns that are not a combination of earlier ones; the others get coefficient 0. */
  readonly independent: readonly boolean[];
  readonly rank: number;
}

export interface Fit {
  readonly coefficients: Float64Array;
  readonly fitted: Float64Array;
  readonly residualSquares: number;
}

/** Prepares ordinary least squares on these columns. O(rows · columns²). */
export function prepareRegressors(columns: readonly Float64Array[]): Regressors {
  const size = columns.length;
  const products = new Float64Array(size * size);
  for (let i = 0; i < size; i++) {
    const row = products.subarray(i * size, (i + 1) * size);
    dotProducts(columns, columns[i]!, i, row);
    for (let j = i + 1; j < size; j++) products[j * size + i] = row[j]!;
  }
  const { inverse, independent } = invertSymmetric(products, size);
  return { columns, inverse, independent, rank: independent.filter(Boolean).length };
}

/** Least squares of `y` on the columns. */
export function regress({ columns, inverse }: Regressors, y: Float64Array): Fit {
  const size = columns.length;
  const moments = new Float64Array(size);
  dotProducts(columns, y, 0, moments);
  const coefficients = moments.map((_, i) => dotProduct(inverse.subarray(i * size, (i + 1) * size), moments));
  const fitted = combine(columns, coefficients, 0, columns.length);
  let residualSquares = 0;
  for (let i = 0; i < y.length; i++) residualSquares += (y[i]! - fitted[i]!) ** 2;
  return { coefficients, fitted, residualSquares };
}

/** The part of a fit that the columns `from` (included) to `to` (excluded) make. */
export function combine(
  columns: readonly Float64Array[],
  coefficients: Float64Array,
  from: number,
  to: number,
): Float64Array {
  const total = new Float64Array(columns[0]!.length);
  let j = from;
  // Four at a time, in order: the total is read and written once for them.
  for (; j + 4 <= to; j += 4) {
    const [a, b, c, d] = [columns[j]!, columns[j + 1]!, columns[j + 2]!, columns[j + 3]!];
    const [wa, wb, wc, wd] = [coefficients[j]!, coefficients[j + 1]!, coefficients[j + 2]!, coefficients[j + 3]!];
    for (let i = 0; i < total.length; i++) total[i] = total[i]! + wa * a[i]! + wb * b[i]! + wc * c[i]! + wd * d[i]!;
  }
  for (; j < to; j++) {
    const column = columns[j]!;
    const weight = coefficients[j]!;
    for (let i = 0; i < total.length; i++) total[i]! += weight * column[i]!;
  }
  return total;
}

/**
 * By how much the residual sum of squares grows when the columns `from` to `to` are left out of the regression, and how
 * many independent columns that takes away; without fitting again (the Wald form of the drop-one F test).
 */
export function lossWithout(
  { columns, inverse, independent }: Regressors,
  { coefficients }: Fit,
  from: number,
  to: number,
): { readonly squares: number; readonly rank: number } {
  const chosen: number[] = [];
  for (let j = from; j < to; j++) if (independent[j]!) chosen.push(j);
  const block = Float64Array.from(chosen.flatMap((i) => chosen.map((j) => inverse[i * columns.length + j]!)));
  const precision = invertSymmetric(block, chosen.length).inverse;
  let squares = 0;
  chosen.forEach((i, r) =>
    chosen.forEach((j, c) => {
      squares += coefficients[i]! * precision[r * chosen.length + c]! * coefficients[j]!;
    }),
  );
  return { squares, rank: chosen.length };
}

/**
 * Scalar products of `y` with the columns `from` and later, into `out`. Four at a time: each addition waits for the one
 * before it in its own sum, not for those of the others.
 */
function dotProducts(columns: readonly Float64Array[], y: Float64Array, from: number, out: Float64Array): void {
  let j = from;
  for (; j + 4 <= columns.length; j += 4) {
    const a = columns[j]!;
    const b = columns[j + 1]!;
    const c = columns[j + 2]!;
    const d = columns[j + 3]!;
    let [sa, sb, sc, sd] = [0, 0, 0, 0];
    for (let i = 0; i < y.length; i++) {
      const v = y[i]!;
      sa += a[i]! * v;
      sb += b[i]! * v;
      sc += c[i]! * v;
      sd += d[i]! * v;
    }
    out[j] = sa;
    out[j + 1] = sb;
    out[j + 2] = sc;
    out[j + 3] = sd;
  }
  for (; j < columns.length; j++) out[j] = dotProduct(columns[j]!, y);
}

export function dotProduct(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}

/** Least squares line through the values against their index 0, 1, 2 and so on. */
export function straightLine(values: Float64Array): { readonly intercept: number; readonly slope: number } {
  const n = values.length;
  const center = (n - 1) / 2;
  let sum = 0;
  let moment = 0;
  for (let t = 0; t < n; t++) {
    sum += values[t]!;
    moment += (t - center) * values[t]!;
  }
  const slope = n > 1 ? moment / ((n * (n * n - 1)) / 12) : 0;
  return { intercept: sum / n - slope * center, slope };
}

/** A straight line over a part of a series. */
interface Line {
  /** Value of the line at the first and after the last place of the part. */
  readonly start: number;
  readonly end: number;
  readonly slope: number;
}

/** The least-squares line through the values from `from` to before `to`; missing values (NaN) are skipped. */
export function fitLine(values: Float64Array, from = 0, to: number = values.length): Line {
  let count = 0;
  let sumX = 0;
  let sumY = 0;
  for (let i = from; i < to; i++) {
    if (Number.isNaN(values[i]!)) continue;
    count++;
    sumX += i;
    sumY += values[i]!;
  }
  const [meanX, meanY] = [sumX / (count || 1), sumY / (count || 1)];
  let sxy = 0;
  let sxx = 0;
  for (let i = from; i < to; i++) {
    if (Number.isNaN(values[i]!)) continue;
    sxy += (i - meanX) * (values[i]! - meanY);
    sxx += (i - meanX) ** 2;
  }
  const slope = sxx > 0 ? sxy / sxx : 0;
  return { slope, start: meanY + slope * (from - meanX), end: meanY + slope * (to - meanX) };
}
