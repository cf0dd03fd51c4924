import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';

/** One line of a file of series to forecast. */
export interface BenchSeries {
  readonly id: string;
  readonly freq: string;
  readonly modelPeriods: readonly number[];
  readonly horizon: number;
  readonly train: readonly (number | null)[];
  readonly bounds?: readonly [number | null, number | null];
}

/** A line of a file to learn from: also what came next, and the season that errors are scaled by. */
export interface KnownSeries extends BenchSeries {
  readonly test: readonly number[];
  readonly period: number;
  /** Tasks cut from the same series share this name. */
  readonly series?: string;
}

/** Reads JSON lines, gzipped or not. */
export function readLines<A>(file: string): A[] {
  const bytes = readFileSync(file);
  const text = (file.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
  return text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => JSON.parse(line) as A);
}

/** Reads series to forecast; what came next is thrown away unseen. */
export function readSeries(file: string): BenchSeries[] {
  return readLines<BenchSeries & { readonly test?: unknown }>(file).map(({ test: _unseen, ...known }) => known);
}

export const valuesOf = (train: readonly (number | null)[]): Float64Array => Float64Array.from(train, (x) => x ?? NaN);
