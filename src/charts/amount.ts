import type { Decimal } from '../money/index.js';
import { formatDecimal } from '../money/index.js';

/** An amount as an axis draws it. A picture is the one place where money may be a float: nothing is computed from it. */
export const toAxisNumber = (amount: Decimal): number => amount.toNumber();

/**
 * An amount as a label shows it: to two digits behind the point, or to two that are not zero where it is smaller than
 * that; thousands set apart. Rounding is the label's alone.
 */
export function formatAmount(amount: Decimal): string {
  const small = !amount.isZero() && amount.abs().lt('0.01');
  const shown = small ? amount.toSignificantDigits(2) : amount.toDecimalPlaces(2);
  const [whole = '', fraction = ''] = formatDecimal(shown.abs()).split('.');
  return `${shown.isNegative() && !shown.isZero() ? '−' : ''}${groupDigits(whole)}.${fraction.padEnd(2, '0')}`;
}

/** The same with its sign in front, for what is added. */
export const formatSigned = (amount: Decimal): string =>
  `${amount.isNegative() || amount.isZero() ? '' : '+'}${formatAmount(amount)}`;

/** An amount with its currency, or alone where no currency is known. */
export const formatWithCurrency = (amount: Decimal, currency: string): string =>
  `${formatAmount(amount)} ${currency}`.trim();

/** An amount in as few characters as tell it, counted as its axis counts: 6,862, or 6.86 where the axis says million. */
export function formatShort(amount: Decimal, factor: number): string {
  const counted = amount.div(factor);
  return counted.abs().lt(1000)
    ? formatDecimal(counted.toSignificantDigits(3)).replace('-', '−')
    : formatAmount(counted.toDecimalPlaces(0)).replace('.00', '');
}

/** A change as a share of what was there: `+62 %`. */
export function formatPercent(change: Decimal, of: Decimal): string {
  const percent = change.div(of).times(100);
  const shown = percent.toDecimalPlaces(percent.abs().lt(10) ? 1 : 0);
  return `${shown.isNegative() ? '−' : '+'}${groupDigits(formatDecimal(shown.abs()))} %`;
}

/** In what an axis counts that reaches this far: `million`, so that nobody counts zeros. */
export function getMagnitude(largest: number): { readonly factor: number; readonly word: string } {
  if (largest >= 1e12) return { factor: 1e12, word: 'trillion' };
  if (largest >= 1e9) return { factor: 1e9, word: 'billion' };
  return largest >= 1e6 ? { factor: 1e6, word: 'million' } : { factor: 1, word: '' };
}

const groupDigits = (digits: string): string => digits.replace(/\B(?=(\d{3})+$)/g, ',');
