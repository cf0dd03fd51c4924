/** One line of a FOCUS file. */
export interface FocusRow {
  /** Its number as a spreadsheet shows it: the header is row 1. */
  readonly row: number;
  /** The names of the columns, in the file's order. */
  readonly columns: ReadonlyArray<string>;
  /**
   * The text of a column; null where it is null (empty, or the bare text `NULL`) or where the file has no such column.
   */
  get(column: string): string | null;
  /** The text as it stands in the file; undefined where there is no such column. */
  raw(column: string): string | undefined;
}

/** The header of a file, looked up by name. */
export interface FocusHeader {
  readonly columns: ReadonlyArray<string>;
  readonly places: ReadonlyMap<string, number>;
}

export function headerOf(columns: ReadonlyArray<string>): FocusHeader {
  return { columns, places: new Map(columns.map((name, place) => [name, place])) };
}

export function rowOf({ columns, places }: FocusHeader, cells: ReadonlyArray<string>, row: number): FocusRow {
  const raw = (column: string): string | undefined => {
    const place = places.get(column);
    return place === undefined ? undefined : cells[place];
  };
  const get = (column: string): string | null => {
    const text = raw(column);
    return text === undefined || text === '' || text === 'NULL' ? null : text;
  };
  return { row, columns, get, raw };
}

/** The same line with some columns set; columns that it did not have come last. */
export function withCells(row: FocusRow, cells: ReadonlyMap<string, string | null>): FocusRow {
  const added = [...cells.keys()].filter((column) => !row.columns.includes(column));
  return {
    row: row.row,
    columns: [...row.columns, ...added],
    get: (column) => (cells.has(column) ? (cells.get(column) ?? null) : row.get(column)),
    raw: (column) => (cells.has(column) ? (cells.get(column) ?? '') : row.raw(column)),
  };
}
