import { parseDecimal, type Decimal } from '../../money/decimal.js';
import { E } from '../../prelude.js';
import { toInstant } from './cell-values.js';

/**
 * A cell of a table. Equal cells of one column are one object while the reader remembers them, so that what is learned
 * of a text (its number, the rules that it meets) is worked out once and not for every row.
 */
export class Cell {
  /** The text; null where it is null: empty, or the bare text `NULL`. */
  readonly text: string | null;
  /** The class that the conformance check puts the cell in; -1 before it has looked. */
  kind = -1;
  #decimal: Decimal | null | undefined = undefined;
  #factors: Factors | null | undefined = undefined;
  #instant: number | null = null;

  constructor(
    /** The text as it stands in the file. */
    readonly raw: string,
    /** Whether its bytes are valid UTF-8. */
    readonly isUnicode = true,
  ) {
    this.text = raw === '' || raw === 'NULL' ? null : raw;
  }

  /** The number that the cell holds; null where it holds none. */
  get decimal(): Decimal | null {
    if (this.#decimal === undefined) {
      // An error for every empty cell would be most of the work.
      const read = this.text === null ? undefined : parseDecimal(this.text);
      this.#decimal = read !== undefined && E.isRight(read) ? read.right : null;
    }
    return this.#decimal;
  }

  /** The instant that the cell holds, in seconds since the epoch; undefined where it holds none. */
  get instant(): number | undefined {
    if (this.#instant === null) this.#instant = (this.text === null ? undefined : toInstant(this.text)) ?? Number.NaN;
    return Number.isNaN(this.#instant) ? undefined : this.#instant;
  }

  /** The number as a whole number of small units, for exact products in loops; null where it is none or too long. */
  get factors(): Factors | null {
    if (this.#factors === undefined) this.#factors = this.text === null ? null : toFactors(this.text);
    return this.#factors;
  }
}

/** A number as `units × 10^-places`, with no zero at the end of `units`. */
export interface Factors {
  readonly units: number;
  readonly places: number;
}

/** The units of a plain number of at most 15 digits. */
function toFactors(text: string): Factors | null {
  if (text.length > 17) return null;
  let units = 0;
  let point = -1;
  const first = text.charCodeAt(0) === 45 ? 1 : 0;
  for (let i = first; i < text.length; i += 1) {
    const code = text.charCodeAt(i);
    if (code === 46 && point < 0 && i > first) point = i;
    else if (code >= 48 && code <= 57) units = units * 10 + code - 48;
    else return null;
  }
  const digits = text.length - first - (point < 0 ? 0 : 1);
  if (digits === 0 || digits > 15 || point === text.length - 1) return null;
  return reduceFactors(first === 1 ? -units : units, point < 0 ? 0 : text.length - 1 - point);
}

/** Takes the zeros off the end. */
export function reduceFactors(units: number, places: number): Factors {
  if (units === 0) return { units: 0, places: 0 };
  let [whole, left] = [units, places];
  while (whole % 10 === 0) {
    whole /= 10;
    left -= 1;
  }
  return { units: whole, places: left };
}

/** The names of the columns and where they stand. */
export interface TableHeader {
  readonly columns: readonly string[];
  readonly places: ReadonlyMap<string, number>;
}

export function toHeader(columns: readonly string[]): TableHeader {
  return { columns, places: new Map(columns.map((name, place) => [name, place])) };
}

/** Some rows of a table at a time; the header alone comes first, with no rows. */
export interface TableBatch {
  /** The name of the file; undefined where the content was given without one. */
  readonly file?: string;
  readonly header: TableHeader;
  readonly rows: readonly TableRow[];
}

/** A row of a table. */
export interface TableRow {
  /** Its number as a spreadsheet shows it: the header is row 1. */
  readonly row: number;
  readonly cells: readonly Cell[];
}

/** FOCUS has 65 columns; no cloud or database adds thousands. */
export const MAX_COLUMNS = 10_000;
/** How many rows come at a time. */
export const BATCH_ROWS = 1000;
