export {
  Decimal,
  formatDecimal,
  isAmount,
  isDecimal,
  parseDecimal,
  getScale,
  toDecimal,
  type MoneyInput,
} from './decimal.js';
export { formatUnits, fromSafeUnits, fromUnits, powerOfTen, sum, toSafeUnits, toUnits } from './units.js';
export { divideRounded, type RoundingMode } from './rounding.js';
export { minorUnits } from './currency.js';
export { apportion, type ApportionOptions } from './apportion/apportion.js';
export { apportionUnits, type ApportionMethod } from './apportion/units.js';
export { hamiltonSafe, SAFE_TOTAL, SAFE_WEIGHT_SUM } from './apportion/hamilton.js';
export {
  apportionEntitlements,
  compareRationals,
  floorRational,
  formatRational,
  greatestCommonDivisor,
  subtract,
  ONE,
  divide,
  parseRational,
  add,
  rational,
  multiply,
  ZERO,
  type Rational,
} from './rational.js';
