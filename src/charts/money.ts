import type { Decimal } from '../money/index.js';
import { formatDecimal } from '../money/index.js';

/** An amount as an axis draws it. A picture is the one place where money may be a float: nothing is computed from it. */
export const forAxis = (amount: Decimal): number => amount.toNumber();

/** An amount as a label shows it: to two digits, thousands set apart. Rounding is the label's alone. */
export function forLabel(amount: Decimal): string {
  const [whole = '', fraction = ''] = formatDecimal(amount.toDecimalPlaces(2)).split('.');
  return `${whole.replace(/\B(?=(\d{3})+$)/g, ',')}.${fraction.padEnd(2, '0')}`;
}
