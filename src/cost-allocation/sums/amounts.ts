import { Decimal, toDecimal, toSafeUnits, toUnits } from '../../money/index.js';
import * as E from '../../either.js';
import { readDigits, POWERS, type Digits } from './decimal-digits.js';
import { addBig, addSafe, type ExactSums } from './exact-sums.js';
import { sumsAtScale, type MatrixAccumulator } from './tally.js';

/** Amounts with up to so many digits behind the point are added as doubles. */
const MAX_FAST_PLACES = 15;

/** Adds amounts of any size and scale to the groups of a tally, everyday ones without an object. */
export class AmountAdder {
  /** The most digits behind the point of an everyday amount so far: the scale at which the next ones are added. */
  scale = 0;
  /** The sums at that scale. */
  sums: ExactSums;
  private readonly digits: Digits = { whole: 0, places: 0 };

  constructor(private readonly tally: MatrixAccumulator) {
    this.sums = sumsAtScale(tally, this.scale);
  }

  /** Adds decimal text, a `Decimal` or a bigint; false where the amount is none. */
  add(group: number, amount: unknown): boolean {
    const units = typeof amount === 'string' ? this.unitsOfText(amount) : this.unitsOfDecimal(amount);
    if (!Number.isSafeInteger(units)) return this.addDecimal(group, amount);
    addSafe(this.sums, group, units);
    return true;
  }

  /** Not a safe integer where the plain way has to be taken. */
  private unitsOfText(text: string): number {
    const { digits, scale } = this;
    return readDigits(text, digits) && digits.places <= scale
      ? digits.whole * POWERS[scale - digits.places]!
      : Number.NaN;
  }

  private unitsOfDecimal(amount: unknown): number {
    return amount instanceof Decimal && amount.d !== null && amount.decimalPlaces() <= this.scale
      ? toSafeUnits(amount, this.scale)
      : Number.NaN;
  }

  private addDecimal(group: number, value: unknown): boolean {
    const amount = toDecimal(value);
    if (E.isLeft(amount)) return false;
    const places = amount.right.decimalPlaces();
    // From here on amounts are added at this larger scale; `finish` brings all scales together.
    if (places > this.scale && places <= MAX_FAST_PLACES) this.sums = sumsAtScale(this.tally, (this.scale = places));
    if (places <= this.scale) addBig(this.sums, group, toUnits(amount.right, this.scale));
    else addBig(sumsAtScale(this.tally, places), group, toUnits(amount.right, places));
    return true;
  }
}
