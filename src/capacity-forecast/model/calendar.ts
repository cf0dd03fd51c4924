import * as t from '../../codec/io-ts.js';
import type { WireForm } from '../../codec/wire-form.js';
import { listOf, optional, record, strictRecord, guardedCodec } from '../../codec/record.js';
import { checked, finiteNumber, flag, nonEmptyText, oneOf, refineCodec, seconds } from '../../codec/values.js';
import { day } from '../../time/calendar.js';
import { epochSeconds } from '../../time/period.js';
import { ResourceMetric } from './usage.js';

/**
 * What is known of the calendar that demand follows. Everything may be left out: what recurs on days of the month and
 * at one place of every year is then learned where measurements show it.
 */
export interface DemandCalendar {
  /** IANA name such as `Europe/Berlin`: hours, days, weeks and months are those of its wall clock. UTC unless given. */
  readonly zone?: string;
  /** Dates that differ from their weekday, each a kind of its own; plain dates are all of one kind. */
  readonly holidays?: readonly (string | Holiday)[];
  /** Campaigns, launches, incidents: what happens once, or from a date on. */
  readonly events?: readonly CalendarEvent[];
  /** Quantities that move demand and are known ahead. */
  readonly regressors?: readonly Regressor[];
  /** Whether days of the month and yearly peaks are looked for; true unless given. */
  readonly learn?: boolean;
}

/** Days of one kind. Their effect is what such days did before, unless it is given. */
export interface Holiday {
  /** What its days are called in the forecast. */
  readonly name: string;
  /** As `2026-04-06`, past ones and coming ones. */
  readonly dates: readonly string[];
  /** What demand of an ordinary such weekday is multiplied by; learned from past dates unless given. */
  readonly factor?: number;
  /** Or what is added to it, in the metric's unit. */
  readonly amount?: number;
}

/** Seconds since the epoch, or text: `2026-11-27` and `2026-11-27T08:00` are wall time, with a `Z` it is UTC. */
export type CalendarTime = number | string;

/**
 * Something that changes demand from one time to another. A past one without factor and amount was an incident that
 * does not come again: what was measured meanwhile is left out.
 */
export interface CalendarEvent {
  /** What it is called in the forecast. */
  readonly name?: string;
  /** When it begins. */
  readonly from: CalendarTime;
  /** When it is over: the first instant that does not belong to it. Never unless given. */
  readonly to?: CalendarTime;
  /** What demand is multiplied by, from 0. */
  readonly factor?: number;
  /** Or what is added to it, in the metric's unit. */
  readonly amount?: number;
  /** Days until it has its full effect, growing evenly; 0 unless given. */
  readonly rampDays?: number;
}

/** A quantity that moves demand, such as users, campaigns or temperature, with values for all that is asked about. */
export interface Regressor {
  /** What it is called in the forecast and in errors. */
  readonly name: string;
  /** One value a step of its own, each valid until the next; past ones to learn from, coming ones for the horizon. */
  readonly values: readonly { readonly timestamp: number; readonly value: number }[];
}

/** The kinds of what a calendar does to demand. */
export const CALENDAR_EFFECT_KINDS = ['event', 'holiday', 'month_day', 'yearly_peak', 'regressor'] as const;

/** What the calendar did to a forecast: an effect that was given or learned. */
export interface CalendarEffect {
  /** Where it comes from. */
  readonly kind: (typeof CALENDAR_EFFECT_KINDS)[number];
  /** As it was given, or what was found, such as `last working day of the month`. */
  readonly name: string;
  /** What demand is multiplied by; for a regressor, by one more unit of it. */
  readonly factor?: number;
  /** What is added to demand; for a regressor, by one more unit of it. */
  readonly amount?: number;
  /** Occurrences it was learned from (values, for a regressor); 0 where it was given or nothing could be learned. */
  readonly learnedFrom: number;
}

/** Wall time or an instant, in seconds; undefined for text that is neither. */
export function parseCalendarTime(
  time: CalendarTime,
): { readonly wall: boolean; readonly seconds: number } | undefined {
  if (typeof time !== 'string') return { wall: false, seconds: time };
  const found = /^(\d{4}-\d{2}-\d{2})(?:T\d{2}:\d{2}(?::\d{2})?(Z|[+-]\d{2}:\d{2})?)?$/.exec(time);
  if (found === null || day(found[1]!)._tag === 'Left') return undefined;
  const wall = found[2] === undefined;
  const seconds = Date.parse(wall && time.length > 10 ? `${time}Z` : time) / 1000;
  return Number.isNaN(seconds) ? undefined : { wall, seconds };
}

const date = checked(
  'a date as YYYY-MM-DD',
  (value): value is string => typeof value === 'string' && day(value)._tag === 'Right',
);
const time = checked(
  'seconds since the epoch, or text as 2026-11-27 or 2026-11-27T08:00',
  (value): value is CalendarTime =>
    typeof value === 'string'
      ? value.length <= 30 && parseCalendarTime(value) !== undefined
      : epochSeconds(value as number)._tag === 'Right',
);
const MAX_FACTOR = 1e6;
const factor = checked(
  `a number from 0 to ${MAX_FACTOR}`,
  (value): value is number => finiteNumber.is(value) && value >= 0 && value <= MAX_FACTOR,
);
const rampDays = checked('a number of days from 0', (v): v is number => finiteNumber.is(v) && v >= 0 && v <= 36_600);

interface GivenEffect {
  readonly factor?: number;
  readonly amount?: number;
}
const oneEffect = ({ factor, amount }: GivenEffect): string | undefined =>
  factor !== undefined && amount !== undefined ? 'expected a factor or an amount, got both' : undefined;

/** The JSON form of {@link Holiday}. */
type HolidayJson = WireForm<Holiday>;
const Holiday: t.Type<Holiday, HolidayJson> = refineCodec(
  strictRecord<Holiday>('a holiday', {
    name: nonEmptyText,
    dates: listOf(date),
    factor: optional(factor),
    amount: optional(finiteNumber),
  }),
  oneEffect,
);
const dateOrHoliday = guardedCodec<string | Holiday, string | HolidayJson>(
  'a date or a holiday {name, dates}',
  (value): value is string | Holiday => date.is(value) || Holiday.is(value),
  (value, context): t.Validation<string | Holiday> =>
    typeof value === 'string' ? date.validate(value, context) : Holiday.validate(value, context),
  (value) => (typeof value === 'string' ? value : Holiday.encode(value)),
);
const Event = refineCodec(
  strictRecord<CalendarEvent>('an event', {
    name: optional(nonEmptyText),
    from: time,
    to: optional(time),
    factor: optional(factor),
    amount: optional(finiteNumber),
    rampDays: optional(rampDays),
  }),
  oneEffect,
);
const Regressor = strictRecord<Regressor>('a regressor', {
  name: nonEmptyText,
  values: listOf(strictRecord<Regressor['values'][number]>('a value', { timestamp: seconds, value: finiteNumber })),
});

/** The JSON form of {@link DemandCalendar}. */
export type DemandCalendarJson = WireForm<DemandCalendar>;
/** An unknown field is refused: a misspelled one would silently change nothing. */
export const DemandCalendar: t.Codec<DemandCalendar, DemandCalendarJson> = strictRecord<DemandCalendar>('a calendar', {
  zone: optional(nonEmptyText),
  holidays: optional(listOf(dateOrHoliday)),
  events: optional(listOf(Event)),
  regressors: optional(listOf(Regressor)),
  learn: optional(flag),
});

/** What the calendar port answers: whose calendar of what. */
export interface MetricCalendar {
  /** Whose it is. */
  readonly tenantId: string;
  /** What is measured. */
  readonly metric: ResourceMetric;
  /** What is known of it. */
  readonly calendar: DemandCalendar;
}

/** The JSON form of {@link MetricCalendar}. */
export type MetricCalendarJson = WireForm<MetricCalendar>;
export const MetricCalendar: t.Codec<MetricCalendar, MetricCalendarJson> = record<MetricCalendar>('a calendar record', {
  tenantId: nonEmptyText,
  metric: ResourceMetric,
  calendar: DemandCalendar,
});

/** The JSON form of {@link CalendarEffect}. */
export const CalendarEffect: t.Type<CalendarEffect, object> = strictRecord<CalendarEffect>('a calendar effect', {
  kind: oneOf(CALENDAR_EFFECT_KINDS),
  name: nonEmptyText,
  factor: optional(finiteNumber),
  amount: optional(finiteNumber),
  learnedFrom: finiteNumber,
});
