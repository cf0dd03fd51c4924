import { decode } from '../codec/decode.js';
import type { DecodeError } from '../errors/kernel.js';
import { type ChunkedTask, forEachRow, runSync, subtask } from '../host/chunked.js';
import { Decimal } from '../money/decimal.js';
import { sum } from '../money/units.js';
import { E, type Either } from '../prelude.js';
import { type ChargesError, duplicateId, type DuplicateId } from './errors.js';
import { Charge } from './model/charge.js';
import type { DuplicatePolicy } from './model/cost-view.js';

/** A set of the engine holds 2^24 members at most. */
const MAX_SET_SIZE = 2 ** 24 - 1;

/** The ids of a bill of any length. */
class KnownIds {
  readonly #full: Set<string>[] = [];
  #ids = new Set<string>();

  has(id: string): boolean {
    return this.#ids.has(id) || this.#full.some((ids) => ids.has(id));
  }

  /** Takes an id in; false where it was known already. */
  add(id: string): boolean {
    if (this.#full.some((ids) => ids.has(id))) return false;
    if (this.#ids.size === MAX_SET_SIZE) {
      this.#full.push(this.#ids);
      this.#ids = new Set();
    }
    return this.#ids.size < this.#ids.add(id).size;
  }
}

/** Reads a whole bill of charges at once; see {@link ChargeReader}. `source` says in errors where they are from. */
export function readCharges(rows: unknown, source = ''): Either<ChargesError, readonly Charge[]> {
  return runSync(new ChargeReader(source).read(rows));
}

/**
 * Reads the charges of one bill, batch by batch: rows that are models already pass as they are, at little cost; all
 * others go through the codec, which accepts the wire form too and names what is wrong. The same charge twice is an
 * error, in whichever batches, or is left out where duplicates are excluded. Parts are taken off their origin, so that
 * nothing is billed twice.
 */
export class ChargeReader {
  /**
   * Parts whose origin had come in an earlier batch and counts whole: a bill with any is read again, with them known.
   */
  readonly late: Charge[] = [];
  /** Charges that came again, where duplicates are excluded. */
  readonly duplicates: Charge[] = [];
  readonly #source: string;
  readonly #ids = new KnownIds();
  /** What each charge says, where duplicates are excluded: only the very same again is a duplicate. */
  readonly #contents: Map<string, string> | undefined;
  /** The parts of each origin, by their ids. */
  readonly #parts = new Map<string, Map<string, Charge>>();

  constructor(source: string, onDuplicate: DuplicatePolicy = 'fail', known: readonly Charge[] = []) {
    this.#source = source;
    this.#contents = onDuplicate === 'exclude' ? new Map() : undefined;
    for (const part of known) this.#keepPart(part);
  }

  /** `first` is the number of charges before the batch. */
  *read(rows: unknown, first = 0): ChunkedTask<Either<ChargesError, readonly Charge[]>> {
    if (!Array.isArray(rows)) return E.map(() => [])(decode(Charge, rows, `the charges${this.#source}`));
    const charges: Charge[] = [];
    const refused = yield* subtask(
      0,
      0.6,
      forEachRow(rows, (row, i) => {
        const charge = this.#readOne(row, first + i);
        if (E.isLeft(charge)) return charge;
        charges.push(charge.right);
        return undefined;
      }),
    );
    if (refused !== undefined) return refused;
    return yield* subtask(0.6, 1, this.#withoutParts(charges));
  }

  #readOne(row: unknown, position: number): Either<DecodeError, Charge> {
    try {
      if (Charge.is(row)) return E.right(row);
    } catch {
      // A row with a getter that throws: the codec says so.
    }
    return decode(Charge, row, `charge ${position}${this.#source}`);
  }

  *#withoutParts(given: readonly Charge[]): ChunkedTask<Either<DuplicateId, readonly Charge[]>> {
    const kept: Charge[] = [];
    const contents = this.#contents;
    const refused = yield* forEachRow(given, (charge) => {
      const { chargeId } = charge;
      const content = contents && JSON.stringify(Charge.encode(charge));
      if (this.#ids.add(chargeId)) {
        this.#keepPart(charge);
        if (content === undefined) return undefined;
        contents!.set(chargeId, content);
        kept.push(charge);
      } else if (content !== undefined && contents!.get(chargeId) === content) this.duplicates.push(charge);
      else return E.left(duplicateId({ what: `charges${this.#source}`, id: chargeId }));
      return undefined;
    });
    const charges = contents === undefined ? given : kept;
    if (refused !== undefined || this.#parts.size === 0) return refused ?? E.right(charges);
    const here = new KnownIds();
    yield* forEachRow(charges, (charge) => void here.add(charge.chargeId));
    const rest: Charge[] = [];
    yield* forEachRow(charges, (charge) => {
      const { chargeId, originChargeId: origin } = charge;
      if (origin !== undefined && !here.has(origin) && this.#ids.has(origin)) this.late.push(charge);
      const parts = this.#parts.get(chargeId);
      rest.push(parts === undefined ? charge : withoutParts(charge, [...parts.values()]));
    });
    return E.right(rest);
  }

  #keepPart(charge: Charge): void {
    const { chargeId, originChargeId } = charge;
    if (originChargeId === undefined) return;
    const known = this.#parts.get(originChargeId);
    if (known === undefined) this.#parts.set(originChargeId, new Map([[chargeId, charge]]));
    else known.set(chargeId, charge);
  }
}

function withoutParts(origin: Charge, parts: readonly Charge[]): Charge {
  const left = (of: (charge: Charge) => Decimal): Decimal => of(origin).minus(sum(parts.map(of)));
  const other = (['billedCost', 'listCost', 'contractedCost'] as const).flatMap((key) =>
    origin[key] === undefined ? [] : [[key, left((charge) => charge[key] ?? charge.cost)]],
  );
  const usage =
    origin.usageQuantity === undefined
      ? {}
      : { usageQuantity: left((charge) => charge.usageQuantity ?? new Decimal(0)) };
  return { ...origin, cost: left((charge) => charge.cost), ...Object.fromEntries(other), ...usage };
}
