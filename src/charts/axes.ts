import type * as t from '../codec/io-ts.js';
import { checked, epochSecondsCodec } from '../codec/values.js';
import { type Decimal, formatDecimal } from '../money/decimal.js';

/**
 * An amount as an axis draws it. A picture is the one place where money may be a float: nothing is computed from it.
 */
export const toAxisNumber = (amount: Decimal): number => amount.toNumber();

/**
 * An amount as a label shows it: to two decimal places, or to two that are not zero where it is smaller than
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

/**
 * An amount in as few characters as tell it, counted as its axis counts: 6,862, or 6.86 where the axis says million.
 */
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

const DAY = 86_400;
const MAX_INSTANT = 8.64e12;

/** An instant as a caller gives it: a plain number of seconds since the epoch. */
export const instant: t.Type<number> = checked('seconds since the Unix epoch', (value): value is number =>
  epochSecondsCodec.is(value),
);

/** Seconds since the epoch as Vega reads time: milliseconds. */
export const toMilliseconds = (seconds: number): number => Math.round(seconds * 1000);

/** 2026-03-01, in UTC. */
export function formatDay(seconds: number): string {
  return new Date(toMilliseconds(Math.max(-MAX_INSTANT, Math.min(MAX_INSTANT, seconds)))).toISOString().slice(0, 10);
}

/** Two days as a span, or the one where they are the same. */
export const formatDays = (from: number, to: number): string =>
  formatDay(from) === formatDay(to) ? formatDay(from) : `${formatDay(from)} to ${formatDay(to)}`;

export const utcScale = { type: 'utc' } as const;

/** An axis of instants in UTC over so many seconds: no more dates than fit, the year where it begins. */
export function timeAxis(span: number, width: number): object {
  const few = Math.max(2, Math.min(10, Math.floor(width / 80)));
  const hourly = span < 2 * DAY;
  // Never less than a day apart, so that no date stands twice.
  const tickCount = hourly || span / DAY > few ? few : { interval: 'day', step: 1 };
  return {
    title: null,
    tickCount,
    labelOverlap: true,
    labelExpr: hourly ? HOUR_LABELS : toDateLabels(span / DAY / few),
  };
}

/** An axis of one band for each of these instants (milliseconds), in UTC: labels on as many of them as fit. */
export function bandAxis(instants: readonly number[], width: number): object {
  const step =
    instants.length < 2 ? DAY : (instants[instants.length - 1]! - instants[0]!) / 1000 / (instants.length - 1);
  const every = Math.max(1, Math.ceil((instants.length * 64) / width));
  return {
    title: null,
    labelAngle: 0,
    values: instants.filter((_, i) => i % every === 0),
    labelExpr: step < DAY / 2 ? HOUR_LABELS : toDateLabels((every * step) / DAY),
  };
}

const HOUR_LABELS = "[utcFormat(datum.value, '%H:%M'), utcFormat(datum.value, '%-d %b')]";

/** `1 Mar`, with the year below the first label and the first of each year; labels are so many days apart. */
function toDateLabels(apart: number): string {
  const date = "utcFormat(datum.value, '%-d %b')";
  const lastDay = Math.max(1, Math.min(31, Math.floor(apart)));
  const firstOfYear = `utcmonth(datum.value) === 0 && utcdate(datum.value) <= ${lastDay}`;
  return `datum.index === 0 || (${firstOfYear}) ? [${date}, utcFormat(datum.value, '%Y')] : ${date}`;
}

/** How an axis of values is drawn. */
interface ValueAxis {
  readonly title: string | null;
  readonly axis: object;
  /** Where there is nothing but zeros, an axis of its own makes no sense of them. */
  readonly scale: object;
}

/** An axis for values up to `largest` in size: in millions where they are, in powers of ten where they are tiny. */
export function createValueAxis(largest: number, unit: string, length: number): ValueAxis {
  const { factor, word } = getMagnitude(largest);
  const title = [word, unit].filter((part) => part !== '').join(' ') || null;
  const tickCount = Math.max(2, Math.min(8, Math.floor(length / 50)));
  if (!(largest > 0)) return { title, axis: { values: [0] }, scale: { domain: [0, 1] } };
  if (factor > 1 && largest < 1e18)
    return { title, axis: { tickCount, labelExpr: `format(datum.value / ${factor}, ',~r')` }, scale: {} };
  const powers = { labelExpr: "datum.value === 0 ? '0' : format(datum.value, '~e')" };
  if (factor > 1 || largest < 0.001) return { title: unit || null, axis: { tickCount, ...powers }, scale: {} };
  return { title, axis: { tickCount }, scale: {} };
}
