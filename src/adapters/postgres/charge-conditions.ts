import type { CostBasis } from '../../cost-allocation/model/index.js';
import type { CostView, TotalsQuery } from '../../cost-allocation/ports.js';
import type { Interval } from '../../time/index.js';

/** Milliseconds since the Unix epoch, as charges are read. */
export const toMilliseconds = (seconds: number): number => Math.round(seconds * 1000);

/** When a charge accrues in a view, as two columns. */
export function termColumns(view: CostView): { readonly from: string; readonly until: string } {
  if (view === 'accrual') return { from: 'from_ms', until: 'until_ms' };
  const invoiced = 'billed_from_ms IS NOT NULL AND billed_until_ms IS NOT NULL';
  return {
    from: `CASE WHEN ${invoiced} THEN billed_from_ms ELSE from_ms END`,
    until: `CASE WHEN ${invoiced} THEN billed_until_ms ELSE until_ms END`,
  };
}

/** What a charge costs on a basis, as an expression; the cost itself where the basis has none. */
export function costColumn(basis: CostBasis): string {
  return basis === 'effective' ? 'cost' : `coalesce(${basis}_cost, cost)`;
}

/** The statement's parameters so far; `of` adds one and gives its place (`$3`). */
export class Parameters {
  readonly values: unknown[] = [];
  readonly #taken: number;

  /** `taken`: how many places go before. */
  constructor(taken = 0) {
    this.#taken = taken;
  }

  of(value: unknown): string {
    this.values.push(value);
    return `$${this.#taken + this.values.length}`;
  }
}

/** Charges with an instant in common with [start, end), or at an instant in it. Reads `term_from` and `term_until`. */
export function periodCondition(period: Interval, parameters: Parameters): string {
  const start = `${parameters.of(toMilliseconds(period.start))}::bigint`;
  const end = `${parameters.of(toMilliseconds(period.end))}::bigint`;
  return `(term_from < ${end} AND (term_until > ${start} OR (term_until = term_from AND term_from = ${start})))`;
}

/** The first year that SQL and JavaScript write alike: what is older is left to the caller, line by line. */
const YEAR_ONE_MS = -62_135_596_800_000;

/**
 * The window that holds a charge wholly, from 0, or null where none does: the charge crosses a boundary, its resource
 * has owners, or it is a part of another one or has parts itself. Charges with a null are what `totals` leaves out.
 */
export function windowColumn(query: TotalsQuery, parameters: Parameters): string {
  const { windows, exceptResources } = query;
  if (windows.length === 0) return 'NULL::integer';
  const starts = `${parameters.of(windows.map((w) => toMilliseconds(w.start)))}::bigint[]`;
  const ends = `${parameters.of(windows.map((w) => toMilliseconds(w.end)))}::bigint[]`;
  const position = `width_bucket(term_from, ${starts})`;
  return `CASE
    WHEN ${position} BETWEEN 1 AND cardinality(${starts})
     AND term_from < (${ends})[${position}]
     AND term_until <= (${ends})[${position}]
     AND term_from >= ${YEAR_ONE_MS}
     AND (resource_id IS NULL OR resource_id <> ALL (${parameters.of(exceptResources)}::text[]))
     AND origin_charge_id IS NULL AND NOT has_parts
    THEN ${position} - 1 END`;
}
