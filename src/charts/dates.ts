import { checked, epochSecondsCodec } from '../codec/index.js';

const DAY = 86_400;
const MAX_INSTANT = 8.64e12;

/** An instant as a caller gives it: a plain number of seconds since the epoch. */
export const instant = checked('seconds since the Unix epoch', (value): value is number => epochSecondsCodec.is(value));

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
  const firstOfYear = `utcmonth(datum.value) === 0 && utcdate(datum.value) <= ${Math.max(1, Math.min(31, Math.floor(apart)))}`;
  return `datum.index === 0 || (${firstOfYear}) ? [${date}, utcFormat(datum.value, '%Y')] : ${date}`;
}
