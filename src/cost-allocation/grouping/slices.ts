import { createExactSums, type ExactSums } from '../sums/exact-sums.js';
import type { MillisecondInterval } from '../proration/accrued.js';
import { monthOf } from './charge-facts.js';

/** The sums of all charges that lie wholly in one window, start in one month and are in one currency. */
export interface IntervalSums extends MillisecondInterval {
  readonly window: number;
  readonly currency: number;
  readonly month: string;
  /** Its charges start from `from` up to `to` and end no later than this. */
  readonly latest: number;
  readonly cost: ExactSums;
  readonly usage: ExactSums;
  /** By group: 1 where it has a charge, and where it has one that costs more than zero. */
  readonly seen: Uint8Array;
  readonly costly: Uint8Array;
  /** By group: the unit of its first quantity, and all of them where there are several. */
  readonly unit: Int32Array;
  readonly units: Map<number, Set<number>>;
}

/** The slices of a batch, made as charges come that lie in them. */
export class IntervalSumsTable {
  readonly all: IntervalSums[] = [];
  private latest: IntervalSums | undefined;

  /** Every slice has sums for `groups`. */
  constructor(
    private readonly windows: ReadonlyArray<MillisecondInterval>,
    private readonly groups: number,
  ) {}

  /** The slice of a charge from `from` up to `to`; `undefined` where it does not lie wholly in one window. */
  of(currency: number, from: number, to: number): IntervalSums | undefined {
    const { latest } = this;
    if (latest !== undefined && isIn(latest, currency, from, to)) return latest;
    const found = this.all.find((slice) => isIn(slice, currency, from, to)) ?? this.add(currency, from, to);
    if (found !== undefined) this.latest = found;
    return found;
  }

  private add(currency: number, from: number, to: number): IntervalSums | undefined {
    const window = this.windows.findIndex((w) => w.from <= from && from < w.to && from <= to && to <= w.to);
    if (window < 0) return undefined;
    const { from: opens, to: closes } = this.windows[window]!;
    const month = new Date(from);
    month.setUTCHours(0, 0, 0, 0);
    const begins = month.setUTCDate(1);
    const ends = month.setUTCMonth(month.getUTCMonth() + 1);
    const slice: IntervalSums = {
      window,
      currency,
      month: monthOf(from),
      from: Math.max(opens, begins),
      to: Math.min(closes, ends),
      latest: closes,
      cost: createExactSums(this.groups),
      usage: createExactSums(this.groups),
      seen: new Uint8Array(this.groups),
      costly: new Uint8Array(this.groups),
      unit: new Int32Array(this.groups),
      units: new Map(),
    };
    this.all.push(slice);
    return slice;
  }
}

function isIn(slice: IntervalSums, currency: number, from: number, to: number): boolean {
  return slice.currency === currency && slice.from <= from && from < slice.to && from <= to && to <= slice.latest;
}
