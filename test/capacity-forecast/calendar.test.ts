import { describe, expect, it } from 'vitest';
import { memoryForecastPorts } from '../../src/adapters/memory/forecast.js';
import {
  CapacityForecastEngine,
  DemandCalendar,
  exhaustDemand,
  fitDemand,
  forecastDemand,
  forecastSeries,
  forecastUsage,
  projectExhaustion,
  type UsageDataPoint,
  type UsageForecast,
} from '../../src/capacity-forecast/index.js';
import { parseWire, toWire } from '../../src/codec/decode.js';
import { E, orThrow } from '../../src/prelude.js';
import { normalSource } from './simulated-noise.js';

const DAY = 86_400;
const HOUR = 3_600;
const NOW = Date.UTC(2026, 2, 2) / 1000; // a Monday
const seconds = (text: string): number => Date.parse(text) / 1000;

/** Measurements up to an instant of a value that is told the instant. */
function measure(days: number, value: (at: number) => number, step = DAY, now = NOW): UsageDataPoint[] {
  return Array.from({ length: Math.round((days * DAY) / step) }, (_, i) => {
    const timestamp = now - days * DAY + i * step;
    return { timestamp, value: value(timestamp) };
  });
}
const isWeekend = (at: number): boolean => new Date(at * 1000).getUTCDay() % 6 === 0;
const dayOfMonth = (at: number): number => new Date(at * 1000).getUTCDate();

function forecast(
  points: readonly UsageDataPoint[],
  horizonDays: number,
  calendar?: DemandCalendar,
  more: { granularity?: 'hourly' | 'daily' | 'weekly' | 'monthly'; now?: number } = {},
): UsageForecast {
  const { granularity = 'daily', now = NOW } = more;
  const shared = { metric: 'request_rate' as const, points, now, granularity, horizonDays };
  return orThrow(forecastUsage(calendar === undefined ? shared : { ...shared, calendar }));
}
function valueOn({ predictions }: UsageForecast, text: string): number {
  const found = predictions.find(([at]) => at === seconds(text));
  if (found === undefined) throw new Error(`no step at ${text}`);
  return found[1];
}
const effectNames = (made: UsageForecast): string[] => (made.calendarEffects ?? []).map(({ name }) => name);

describe('an event that is given', () => {
  const noise = normalSource(11);
  const wave = (at: number): number => 300 - 200 * Math.cos((2 * Math.PI * at) / DAY);
  const points = measure(56, (at) => wave(at) + 3 * noise(), HOUR);
  const base = forecast(points, 24, undefined, { granularity: 'hourly' });

  it('multiplies every quantile of its hours and leaves the others bit for bit', () => {
    const made = forecast(
      points,
      24,
      { events: [{ from: '2026-03-09', to: '2026-03-12', factor: 1.5 }] },
      { granularity: 'hourly' },
    );
    for (const [i, [at, value]] of made.predictions.entries()) {
      const times = at >= seconds('2026-03-09') && at < seconds('2026-03-12') ? 1.5 : 1;
      expect(value).toBe(base.predictions[i]![1] * times);
      expect(made.upperBoundP90[i]).toBe(base.upperBoundP90[i]! * times);
      expect(made.lowerBoundP10[i]).toBe(base.lowerBoundP10[i]! * times);
    }
  });
  it('grows evenly over its ramp: after 5.5 of 10 days a doubling is a factor of 1.55', () => {
    const made = forecast(
      points,
      24,
      { events: [{ from: '2026-03-10', factor: 2, rampDays: 10 }] },
      { granularity: 'hourly' },
    );
    const share = valueOn(made, '2026-03-15T12:00Z') / valueOn(base, '2026-03-15T12:00Z');
    expect(share).toBeCloseTo(1.55, 2);
    expect(valueOn(made, '2026-03-21T00:00Z')).toBe(2 * valueOn(base, '2026-03-21T00:00Z'));
  });
  it('multiplies with another that overlaps it, and adds amounts', () => {
    const events = [
      { from: '2026-03-09', to: '2026-03-12', factor: 1.5 },
      { from: '2026-03-10', factor: 1.2 },
      { from: '2026-03-12', amount: 40 },
    ];
    const made = forecast(points, 14, { events });
    const plain = forecast(points, 14);
    expect(valueOn(made, '2026-03-09') / valueOn(plain, '2026-03-09')).toBeCloseTo(1.5, 12);
    expect(valueOn(made, '2026-03-10') / valueOn(plain, '2026-03-10')).toBeCloseTo(1.8, 12);
    expect(valueOn(made, '2026-03-12')).toBeCloseTo(1.2 * valueOn(plain, '2026-03-12') + 40, 9);
  });
  it('of part of a day weighs by how much of the use falls into it, so that hours add up to the day', () => {
    const calendar = { events: [{ from: '2026-03-10T06:00', to: '2026-03-10T18:00', factor: 3 }] };
    const day = valueOn(forecast(points, 14, calendar), '2026-03-10');
    const hours = forecast(points, 14, calendar, { granularity: 'hourly' });
    const own = hours.predictions.filter(([at]) => at >= seconds('2026-03-10') && at < seconds('2026-03-11'));
    expect(own.reduce((sum, [, value]) => sum + value, 0) / 24 / day).toBeCloseTo(1, 2);
  });
  it('dates the exhaustion in the hour in which its day reaches the capacity', () => {
    const shared = { metric: 'request_rate' as const, points, now: NOW, capacity: 800 };
    const { p50Date, p90Date } = orThrow(
      projectExhaustion({ ...shared, calendar: { events: [{ from: '2026-03-16', factor: 2 }] } }),
    );
    // 600 - 400 cos reaches 800 a third of the day after midnight.
    expect(Math.abs(p50Date! - seconds('2026-03-16T08:00Z'))).toBeLessThan(HOUR);
    expect(p90Date!).toBeLessThanOrEqual(p50Date!);
    expect(orThrow(projectExhaustion(shared)).p90Date).toBeNull();
  });
  it('in the past is taken out of what ordinary demand is', () => {
    const campaign = points.map(({ timestamp, value }) => {
      const inside = timestamp >= seconds('2026-02-20') && timestamp < seconds('2026-03-02');
      return { timestamp, value: inside ? 2 * value : value };
    });
    const made = forecast(campaign, 7, { events: [{ from: '2026-02-20', to: '2026-03-02', factor: 2 }] });
    const plain = forecast(points, 7);
    expect(valueOn(made, '2026-03-05')).toBeCloseTo(valueOn(plain, '2026-03-05'), 6);
  });
  it('without factor was an incident: it does not come again, and no interval is wider for it', () => {
    const points = measure(400, (at) => (isWeekend(at) ? 70 : 100) + 2 * noise());
    const hit = points.map((point) => (point.timestamp === seconds('2026-02-25') ? { ...point, value: 400 } : point));
    const made = forecast(hit, 30, { events: [{ from: '2026-02-25', to: '2026-02-26' }] });
    const clean = forecast(points, 30);
    for (const day of ['2026-03-04', '2026-03-25']) {
      expect(Math.abs(valueOn(made, day) / valueOn(clean, day) - 1)).toBeLessThan(0.01);
    }
    const width = ({ upperBoundP90, lowerBoundP10 }: UsageForecast): number => upperBoundP90[20]! - lowerBoundP10[20]!;
    expect(width(made) / width(clean)).toBeLessThan(1.1);
  });
});

describe('holidays', () => {
  const noise = normalSource(12);
  const easterMondays = ['2023-04-10', '2024-04-01', '2025-04-21', '2026-04-06'];
  const days = new Set(easterMondays.map(seconds));
  const points = measure(1_096, (at) => (days.has(at) ? 40 : isWeekend(at) ? 70 : 100) + 3 * noise());

  it('do what days of their kind did before, and leave the days around them', () => {
    const plain = forecast(points, 45, { learn: false });
    const made = forecast(points, 45, { learn: false, holidays: [{ name: 'Easter Monday', dates: easterMondays }] });
    expect(Math.abs(valueOn(made, '2026-04-06') - 40)).toBeLessThan(4);
    for (const day of ['2026-04-03', '2026-04-04', '2026-04-05', '2026-04-07', '2026-04-08'])
      expect(Math.abs(valueOn(made, day) / valueOn(plain, day) - 1)).toBeLessThan(0.03);
    expect(made.calendarEffects).toMatchObject([{ kind: 'holiday', name: 'Easter Monday', learnedFrom: 3 }]);
    expect(made.calendarEffects![0]!.factor).toBeCloseTo(0.4, 1);
  });
  it('are as unsure as such days differed', () => {
    const made = forecast(points, 45, { holidays: [{ name: 'Easter Monday', dates: easterMondays }] });
    const at = made.predictions.findIndex(([start]) => start === seconds('2026-04-06'));
    const width = made.upperBoundP90[at]! - made.lowerBoundP10[at]!;
    expect(width).toBeGreaterThan(2 * 1.28 * 3);
    expect(width).toBeLessThan(2 * 1.28 * 3 * 2.5);
  });
  it('have the effect that is given where they have no past', () => {
    const plain = forecast(points, 45, { learn: false });
    const made = forecast(points, 45, {
      learn: false,
      holidays: [{ name: 'strike', dates: ['2026-03-18'], factor: 0.25 }],
    });
    expect(valueOn(made, '2026-03-18')).toBe(0.25 * valueOn(plain, '2026-03-18'));
    const none = forecast(points, 45, { learn: false, holidays: ['2026-03-18'] });
    expect(none.predictions).toEqual(plain.predictions);
    expect(none.calendarEffects).toEqual([{ kind: 'holiday', name: 'holiday', learnedFrom: 0 }]);
  });
  it('recur by Easter without being given: 39 days after it is Ascension Day', () => {
    const ascensions = new Set(['2023-05-18', '2024-05-09', '2025-05-29'].map(seconds));
    const closed = measure(1_096, (at) => (ascensions.has(at) ? 30 : 100) + 2 * noise());
    const made = forecast(closed, 90);
    expect(effectNames(made)).toEqual(['Easter +39']);
    expect(Math.abs(valueOn(made, '2026-05-14') - 30)).toBeLessThan(5);
  });
});

describe('what recurs is learned without being given', () => {
  const isLastWorkingDay = (at: number): boolean => {
    if (isWeekend(at)) return false;
    for (let day = at + DAY; dayOfMonth(day) > dayOfMonth(at); day += DAY) if (!isWeekend(day)) return false;
    return true;
  };
  it('the last working day of a month: Tuesday 31 March, Thursday 30 April, Friday 29 May 2026', () => {
    const noise = normalSource(13);
    const points = measure(200, (at) => (isWeekend(at) ? 70 : 100) * (isLastWorkingDay(at) ? 1.8 : 1) + 3 * noise());
    const made = forecast(points, 100);
    expect(effectNames(made)).toEqual(['last working day of the month']);
    for (const day of ['2026-03-31', '2026-04-30', '2026-05-29'])
      expect(Math.abs(valueOn(made, day) - 180)).toBeLessThan(9);
    for (const day of ['2026-03-30', '2026-05-28', '2026-06-01'])
      expect(Math.abs(valueOn(made, day) - 100)).toBeLessThan(6);
  });
  it('two days of a month, although they are two weeks apart', () => {
    const noise = normalSource(14);
    const size = (at: number): number => ({ 1: 60, 15: 40 })[dayOfMonth(at)] ?? 0;
    const made = forecast(
      measure(200, (at) => 100 + size(at) + 3 * noise()),
      60,
    );
    expect(effectNames(made)).toEqual(['first day of the month', '15th day of the month']);
    expect(Math.abs(valueOn(made, '2026-04-01') - 160)).toBeLessThan(9);
    expect(Math.abs(valueOn(made, '2026-03-15') - 140)).toBeLessThan(9);
  });
  it('Black Friday and Cyber Monday after two years, on their dates of the third', () => {
    const noise = normalSource(15);
    const black = new Set(['2024-11-29', '2025-11-28'].map(seconds));
    const cyber = new Set(['2024-12-02', '2025-12-01'].map(seconds));
    const times = (at: number): number => (black.has(at) ? 3 : cyber.has(at) ? 2.2 : 1);
    const made = forecast(
      measure(760, (at) => (isWeekend(at) ? 70 : 100) * times(at) + 3 * noise()),
      280,
    );
    expect(effectNames(made)).toEqual(['Thanksgiving +1', 'Thanksgiving +4']);
    expect(Math.abs(valueOn(made, '2026-11-27') / valueOn(made, '2026-11-20') - 3)).toBeLessThan(0.2);
    expect(Math.abs(valueOn(made, '2026-11-30') / valueOn(made, '2026-11-23') - 2.2)).toBeLessThan(0.2);
    expect(valueOn(made, '2026-11-28') / valueOn(made, '2026-11-21')).toBeCloseTo(1, 1);
  });
  it('is nothing in noise, walks, bursts, steps and saws, bit for bit', () => {
    const kinds = (noise: () => number): ((at: number, i: number) => number)[] => {
      let sum = 300;
      return [
        () => 100 + 5 * noise(),
        () => (sum += 2 + 5 * noise()),
        () => 100 * Math.exp(0.5 * noise()),
        (_, i) => 300 + 40 * Math.floor(i / 30) + noise(),
        (at) => 300 + 8 * dayOfMonth(at) + noise(),
      ];
    };
    for (const [k] of kinds(() => 0).entries()) {
      for (const seed of [21, 22]) {
        let i = 0;
        const value = kinds(normalSource(seed))[k]!;
        const points = measure(400, (at) => value(at, i++));
        const learned = forecast(points, 40);
        expect(learned.calendarEffects).toBeUndefined();
        expect(learned).toEqual(forecast(points, 40, { learn: false }));
      }
    }
  });
});

describe('a zone', () => {
  /** 100 from nine to five on weekdays, else 20; `offset` of the wall clock in hours, by the instant. */
  const office =
    (offset: (at: number) => number) =>
    (at: number): number => {
      const wall = new Date((at + offset(at) * HOUR) * 1000);
      const open = wall.getUTCDay() % 6 !== 0 && wall.getUTCHours() >= 9 && wall.getUTCHours() < 17;
      return open ? 100 : 20;
    };
  const berlin = (at: number): number =>
    at >= seconds('2026-03-29T01:00Z') ? 2 : at >= seconds('2025-10-26T01:00Z') ? 1 : 2;

  it('moves the day with the clock: Berlin on 29 March 2026, the hour of 02:00 is left out', () => {
    const noise = normalSource(31);
    const now = seconds('2026-03-27');
    const usage = office(berlin);
    const points = measure(90, (at) => usage(at) + noise(), HOUR, now);
    const made = forecast(points, 7, { zone: 'Europe/Berlin' }, { granularity: 'hourly', now });
    expect(made.predictions).toHaveLength(168);
    for (const [i, [at, value]] of made.predictions.entries()) {
      expect(at).toBe(now + i * HOUR);
      expect(Math.abs(value - usage(at))).toBeLessThan(10);
    }
    expect(made.zone).toBe('Europe/Berlin');
  });
  it('has days of 23 and 25 hours, and months that begin at local midnight', () => {
    const spring = measure(60, () => 5, HOUR, seconds('2026-03-28'));
    const days = forecast(spring, 4, { zone: 'Europe/Berlin' }, { now: seconds('2026-03-28') });
    expect(days.predictions.map(([at]) => new Date(at * 1000).toISOString())).toEqual([
      '2026-03-27T23:00:00.000Z',
      '2026-03-28T23:00:00.000Z',
      '2026-03-29T22:00:00.000Z',
      '2026-03-30T22:00:00.000Z',
    ]);
    const fall = measure(60, () => 5, HOUR, seconds('2026-10-24T12:00Z'));
    const around = forecast(fall, 3, { zone: 'Europe/Berlin' }, { now: seconds('2026-10-24T12:00Z') });
    expect(around.predictions.map(([at]) => new Date(at * 1000).toISOString())).toEqual([
      '2026-10-23T22:00:00.000Z',
      '2026-10-24T22:00:00.000Z',
      '2026-10-25T23:00:00.000Z',
    ]);
    const months = forecast(
      spring,
      60,
      { zone: 'America/Sao_Paulo' },
      { now: seconds('2026-03-28'), granularity: 'monthly' },
    );
    expect(months.predictions.map(([at]) => new Date(at * 1000).toISOString())).toEqual([
      '2026-03-01T03:00:00.000Z',
      '2026-04-01T03:00:00.000Z',
      '2026-05-01T03:00:00.000Z',
    ]);
  });
  it('repeats an hour in fall: 25 October 2026 has two from 02:00 to 03:00 in Berlin', () => {
    const now = seconds('2026-10-24');
    const wallHour = (at: number): number =>
      new Date((at + (at >= seconds('2026-10-25T01:00Z') ? 1 : 2) * HOUR) * 1000).getUTCHours();
    const points = measure(60, (at) => 10 * wallHour(at), HOUR, now);
    const made = forecast(points, 2, { zone: 'Europe/Berlin' }, { granularity: 'hourly', now });
    for (const at of ['2026-10-25T00:00Z', '2026-10-25T01:00Z']) expect(valueOn(made, at)).toBeCloseTo(20, 0);
    expect(valueOn(made, '2026-10-25T07:00Z')).toBeCloseTo(80, 0);
  });
  it('takes daily values for days, whichever midnight stamps them', () => {
    const points = measure(60, (at) => (at === seconds('2026-02-18') ? 7 : isWeekend(at) ? 70 : 100));
    for (const zone of ['America/New_York', 'Europe/Berlin', 'Asia/Tokyo']) {
      const { days } = orThrow(fitDemand({ metric: 'request_rate', points, now: NOW, calendar: { zone } }));
      expect(days.values[seconds('2026-02-18') / DAY - days.first]).toBe(7);
    }
  });
  it('is UTC where it is named so, bit for bit', () => {
    const noise = normalSource(32);
    const points = measure(40, (at) => office(berlin)(at) + noise(), HOUR);
    const { zone: _, ...named } = {
      zone: undefined,
      ...forecast(points, 10, { zone: 'UTC' }, { granularity: 'hourly' }),
    };
    expect(named).toEqual(forecast(points, 10, undefined, { granularity: 'hourly' }));
  });
  it('is seen in the past where usage has moved with every summer time', () => {
    const noise = normalSource(33);
    const now = seconds('2026-03-27');
    const usage = office(berlin);
    const wrong = (days: number): number =>
      forecast(
        measure(days, (at) => usage(at) + noise(), HOUR, now),
        7,
        undefined,
        { granularity: 'hourly', now },
      ).predictions.filter(([at, value]) => Math.abs(value - usage(at)) > 40).length;
    expect(wrong(300)).toBe(0);
    // Ninety days know of no summer time: an hour in the morning and one in the afternoon of four days.
    expect(wrong(90)).toBe(8);
    const still = office(() => -3);
    const saoPaulo = measure(300, (at) => still(at) + noise(), HOUR, now);
    for (const [at, value] of forecast(saoPaulo, 7, undefined, { granularity: 'hourly', now }).predictions)
      expect(Math.abs(value - still(at))).toBeLessThan(40);
  });
});

describe('regressors', () => {
  const noise = normalSource(41);
  const promotion = (at: number): number => ((at / DAY) % 11 < 2 ? 1 + (((at / DAY) * 7) % 5) / 5 : 0);
  const usage = (at: number): number => (isWeekend(at) ? 80 : 100) + 25 * promotion(at);
  const points = measure(200, (at) => usage(at) + 2 * noise());
  const known = (daysAhead: number, of = promotion): DemandCalendar => ({
    regressors: [
      {
        name: 'promotion',
        values: Array.from({ length: 200 + daysAhead }, (_, i) => {
          const timestamp = NOW - (200 - i) * DAY;
          return { timestamp, value: of(timestamp) };
        }),
      },
    ],
  });
  it('move demand by what they did: 25 for each unit', () => {
    const made = forecast(points, 20, known(20));
    expect(made.calendarEffects).toMatchObject([{ kind: 'regressor', name: 'promotion' }]);
    expect(Math.abs(made.calendarEffects![0]!.amount! - 25)).toBeLessThan(1);
    for (const [at, value] of made.predictions) expect(Math.abs(value - usage(at))).toBeLessThan(4);
  });
  it('that do not foretell the last third do nothing, bit for bit', () => {
    const other = normalSource(42);
    const { calendarEffects, ...made } = forecast(points, 20, { ...known(20, () => other()), learn: false });
    expect(calendarEffects).toEqual([{ kind: 'regressor', name: 'promotion', learnedFrom: 0 }]);
    expect(made).toEqual(forecast(points, 20, { learn: false }));
  });
  it('without a value for a day of the horizon are a typed error that names the day', () => {
    const shared = { metric: 'request_rate' as const, points, now: NOW, calendar: known(20) };
    const found = forecastUsage({ ...shared, granularity: 'daily', horizonDays: 21 });
    expect(E.isLeft(found) && found.left).toMatchObject({
      _tag: 'InvalidForecastOption',
      option: 'calendar.regressors promotion',
      value: 'no value for 2026-03-22',
    });
    expect(E.isLeft(projectExhaustion({ ...shared, capacity: 500 }))).toBe(true);
    expect(E.isRight(projectExhaustion({ ...shared, capacity: 500, horizonDays: 20 }))).toBe(true);
  });
  it('by shares where demand answers so', () => {
    const grown = measure(
      200,
      (at) => 100 * 1.004 ** ((at - NOW) / DAY) * Math.exp(0.3 * promotion(at)) * (1 + 0.01 * noise()),
    );
    const [effect] = forecast(grown, 20, known(20)).calendarEffects!;
    expect(effect!.factor).toBeCloseTo(Math.exp(0.3), 1);
  });
});

describe('one calendar everywhere', () => {
  const noise = normalSource(51);
  const points = measure(
    120,
    (at) => 200 + (at - NOW) / DAY + 40 * Math.sin((2 * Math.PI * at) / DAY) + 2 * noise(),
    HOUR,
  );
  const calendar: DemandCalendar = {
    zone: 'Europe/Berlin',
    holidays: [{ name: 'inventory', dates: ['2026-03-20'], factor: 0.5 }],
    events: [{ name: 'launch', from: '2026-03-16', factor: 1.4 }],
  };
  const ports = (more: object = {}) =>
    memoryForecastPorts({
      usage: [{ tenantId: 'acme', metric: 'request_rate', points }],
      now: new Date(NOW * 1000),
      ...more,
    });

  it('the class answers as the pure functions do, from its options or from its port', async () => {
    const {
      forecastId: _,
      tenantId: __,
      generatedAt: ___,
      ...own
    } = orThrow(await new CapacityForecastEngine(ports(), { calendar }).forecastMetric('acme', 'request_rate', 30)());
    expect(own).toEqual(forecast(points, 30, calendar));
    const calendars = [{ tenantId: 'acme', metric: 'request_rate', calendar }];
    const engine = new CapacityForecastEngine(ports({ calendars }));
    const fromPort = orThrow(await engine.forecastMetric('acme', 'request_rate', 30)());
    expect(fromPort.predictions).toEqual(own.predictions);
    const shared = { metric: 'request_rate' as const, points, now: NOW, calendar };
    expect(orThrow(await engine.explainCapacityExhaustion('acme', 'request_rate', 300)())).toEqual(
      orThrow(projectExhaustion({ ...shared, capacity: 300 })),
    );
  });
  it('a fitted demand answers as the functions that start from measurements', () => {
    const demand = orThrow(fitDemand({ metric: 'request_rate', points, now: NOW, calendar }));
    expect(orThrow(forecastDemand(demand, { horizonDays: 30 })).predictions).toEqual(
      forecast(points, 30, calendar).predictions,
    );
    expect(orThrow(exhaustDemand(demand, { capacity: 300 }))).toEqual(
      orThrow(projectExhaustion({ metric: 'request_rate', points, now: NOW, calendar, capacity: 300 })),
    );
  });
  it('advice looks at the peaks of the event', async () => {
    const capacity = [{ tenantId: 'acme', metric: 'request_rate' as const, capacity: 280 }];
    const plain = new CapacityForecastEngine(ports({ capacity }));
    const told = new CapacityForecastEngine(ports({ capacity }), { calendar });
    const advise = async (engine: CapacityForecastEngine) => {
      const made = orThrow(await engine.forecastMetric('acme', 'request_rate', 30)());
      return orThrow(await engine.generateCapacityRecommendations('acme', made)())[0]!.recommendedCapacity;
    };
    expect((await advise(told)) / (await advise(plain))).toBeCloseTo(1.4, 1);
  });
  it('a workload that leaves takes its part of the holiday along', async () => {
    const steady = (value: number) => measure(60, () => value, HOUR);
    const workload = {
      workloadId: 'half',
      demand: [{ metric: 'request_rate' as const, level: 100, points: steady(100) }],
    };
    const host = ports({
      usage: [{ tenantId: 'acme', metric: 'request_rate', points: steady(200) }],
      workloads: [{ tenantId: 'acme', ...workload }],
    });
    const events = [{ name: 'import', from: '2026-03-22', to: '2026-03-23', amount: 40 }];
    const engine = new CapacityForecastEngine(host, { calendar: { holidays: calendar.holidays!, events } });
    const left = orThrow(await engine.runWhatIfScenario('acme', { removeWorkloadId: 'half' })()).request_rate!;
    const onDay = (date: string) => left.predictions.find(([at]) => at === Date.parse(date) / 1_000)![1];
    expect(onDay('2026-03-19')).toBeCloseTo(100, 6);
    // Half of what is left; the import is that of the whole, and stays.
    expect(onDay('2026-03-20')).toBeCloseTo(50, 6);
    expect(onDay('2026-03-22')).toBeCloseTo(140, 6);
  });
  it('accuracy holds steps of a zone against the days of that zone', async () => {
    const host = ports({ calendars: [] });
    await new CapacityForecastEngine(host, { calendar: { zone: 'Asia/Tokyo' } }).forecastMetric(
      'acme',
      'request_rate',
      5,
    )();
    const later = NOW + 6 * DAY;
    host.setNow(new Date(later * 1000));
    const more = measure(6, (at) => 200 + (at - NOW) / DAY + 40 * Math.sin((2 * Math.PI * at) / DAY), HOUR, later);
    const usage = ports({ usage: [{ tenantId: 'acme', metric: 'request_rate', points: [...points, ...more] }] }).usage;
    const engine = new CapacityForecastEngine({ ...host, usage });
    const accuracy = orThrow(await engine.getHistoricalAccuracy('acme', 'request_rate')());
    expect(accuracy.samples).toBe(5);
    expect(accuracy.rmse!).toBeLessThan(4);
  });
  it('is read from its JSON form and written to it', () => {
    const json = orThrow(
      toWire(DemandCalendar, { ...calendar, events: [{ from: '2026-03-16', rampDays: 3, factor: 2 }] }),
    );
    expect(json).toMatchObject({ zone: 'Europe/Berlin', events: [{ from: '2026-03-16', ramp_days: 3, factor: 2 }] });
    expect(orThrow(parseWire(DemandCalendar, JSON.parse(JSON.stringify(json)))).events).toEqual([
      { from: '2026-03-16', rampDays: 3, factor: 2 },
    ]);
  });
  it.each([
    [{ zone: 'Mars/Olympus' }, 'calendar.zone'],
    [{ holidais: [] }, 'calendar'],
    [{ holidays: ['2026-02-30'] }, 'calendar.holidays[0]'],
    [{ events: [{ from: '2026-03-20', to: '2026-03-20', factor: 2 }] }, 'calendar.events[0].to'],
    [{ events: [{ from: '2026-03-20', factor: 2, amount: 3 }] }, 'calendar.events[0]'],
    [{ events: [{ from: '2026-03-20', fator: 2 }] }, 'calendar.events[0]'],
    [{ events: [{ from: '2026-03-20', factor: -1 }] }, 'calendar.events[0].factor'],
    [7, 'calendar'],
  ])('%j is refused, and the error names %s', (given, option) => {
    const shared = { metric: 'request_rate' as const, points, now: NOW, calendar: given as DemandCalendar };
    const found = forecastUsage({ ...shared, granularity: 'daily', horizonDays: 5 });
    expect(E.isLeft(found) && found.left).toMatchObject({ _tag: 'InvalidForecastOption', option });
    expect(E.isLeft(fitDemand(shared))).toBe(true);
  });
});

describe('a series with a calendar', () => {
  const noise = normalSource(61);
  const values = Array.from({ length: 120 }, (_, day) => (isWeekend(NOW - (120 - day) * DAY) ? 70 : 100) + 2 * noise());
  const start = NOW - 120 * DAY;

  it('is forecast as the series, times the event; the parts still add up', () => {
    const plain = orThrow(forecastSeries(values, { horizon: 10, periods: [7] }));
    const calendar = { start, events: [{ from: '2026-03-04', to: '2026-03-06', factor: 2 }] };
    const made = orThrow(forecastSeries(values, { horizon: 10, periods: [7], calendar }));
    expect(made.mean).toEqual(plain.mean.map((value, day) => (day === 2 || day === 3 ? 2 * value : value)));
    for (const [h, value] of made.mean.entries())
      expect(made.parts.level[h]! + made.parts.trend[h]! + made.parts.season[h]!).toBeCloseTo(value, 9);
    expect(made.reasons.at(-1)).toBe('calendar: event event times 2');
  });
  it('without anything on the calendar is the series, bit for bit', () => {
    expect(orThrow(forecastSeries(values, { horizon: 10, periods: [7], calendar: { start } }))).toEqual(
      orThrow(forecastSeries(values, { horizon: 10, periods: [7] })),
    );
  });
  it('follows the wall clock by the hour', () => {
    const begin = seconds('2026-02-20');
    const hourOf = (at: number): number =>
      new Date((at + (at >= seconds('2026-03-29T01:00Z') ? 2 : 1) * HOUR) * 1000).getUTCHours();
    const hours = Array.from({ length: 36 * 24 }, (_, i) => 10 * hourOf(begin + i * HOUR));
    const calendar = { start: begin, granularity: 'hourly' as const, zone: 'Europe/Berlin' };
    const made = orThrow(forecastSeries(hours, { horizon: 72, periods: [24], calendar }));
    made.mean.forEach((value, h) => expect(value).toBeCloseTo(10 * hourOf(begin + (hours.length + h) * HOUR), 0));
  });
  it('refuses a calendar without a start, and one that is none', () => {
    for (const calendar of [{}, { start: NaN }, { start, granularity: 'weekly' }, { start, zonne: 'UTC' }, 7])
      expect(E.isLeft(forecastSeries(values, { horizon: 3, calendar: calendar as never }))).toBe(true);
  });
});
