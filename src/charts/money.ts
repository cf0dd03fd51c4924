import type { Decimal } from '../money/index.js';
import { formatDecimal } from '../money/index.js';

/** An amount as an axis draws it. A picture is the one place where money may be a float: nothing is computed from it. */
export const forAxis = (amount: Decimal): number => amount.toNumber();

/** An amount as a label shows it: the exact figure, whole and fraction, at most two digits where more say nothing. */
export const forLabel = (amount: Decimal): string => formatDecimal(amount.toDecimalPlaces(2));
