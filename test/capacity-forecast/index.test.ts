import { describe, expect, it } from 'vitest';
import {
  detectChangePoints,
  detectRegimeChange,
  detectSeasonality,
  type ForecastAnswer,
  forecastMany,
  forecastUsage,
  projectExhaustion,
} from '../../src/capacity-forecast/index.js';
import { orThrow } from '../../src/prelude.js';
import { at, HOUR, usage } from './simulated-usage.js';

const locked = (): never =>
  new Proxy([], {
    get() {
      throw new Error('locked');
    },
  }) as never;
const points = usage(40, (day) => 50 + 0.2 * day);
const asked = {
  metric: 'cpu_utilization',
  points,
  now: at(40),
  granularity: 'daily',
  horizonDays: 5,
  capacity: 90,
} as const;
const oneUnreadable = [
  ...points,
  {
    get timestamp(): number {
      throw new Error('locked');
    },
    value: 1,
  },
];

describe('forecastUsage and projectExhaustion', () => {
  it.each<readonly [string, string, () => unknown]>([
    ['levels', 'that are no list', () => 3],
    ['levels', 'that are no probabilities', () => [0.5, 1]],
    ['levels', 'that cannot be read', locked],
    ['regimeChanges', 'that are none', () => [null]],
    ['regimeChanges', 'without confidence', () => [{ timestamp: at(3) }]],
    ['steps', 'without end', () => ({ from: at(40), count: Infinity })],
    ['steps', 'from no instant', () => ({ from: Symbol('now'), count: 3 })],
    ['custom', 'that is null', () => null],
    ['custom', 'without a configuration', () => ({ modelId: 'm' })],
    ['custom', 'with periods that are no list', () => ({ modelId: 'm', config: { periods: 7 } })],
    ['now', 'that is no number', () => NaN],
    ['metric', 'that is unknown', () => 'disk'],
  ])('refuse %s %s', (option, _what, value) => {
    const given = { ...asked, [option]: value() } as never;
    for (const answer of [forecastUsage(given), projectExhaustion(given)])
      expect(answer).toMatchObject({ left: { _tag: 'InvalidForecastOption', option } });
  });
  it('refuse what is no input, or cannot be read', () => {
    for (const input of [undefined, null, [], locked()]) {
      for (const answer of [forecastUsage(input as never), projectExhaustion(input as never)])
        expect(answer).toMatchObject({ left: { _tag: 'InvalidForecastOption', option: 'input' } });
    }
  });
  it('take days where no granularity is given', () => {
    expect(forecastUsage({ ...asked, granularity: undefined as never })).toEqual(forecastUsage(asked));
  });
  it('keep to the bounds where measured days, which did not, are part of a month', () => {
    const below = usage(40, () => -5);
    const month = orThrow(forecastUsage({ ...asked, metric: 'request_rate', points: below, granularity: 'monthly' }));
    expect([month.predictions[0]![1], month.lowerBoundP10[0]]).toEqual([0, 0]);
  });
  it('leave out points that cannot be read', () => {
    expect(projectExhaustion({ ...asked, points: oneUnreadable })).toEqual(projectExhaustion(asked));
    expect(projectExhaustion({ ...asked, points: locked() })).toMatchObject({ left: { _tag: 'InsufficientHistory' } });
  });
  it('do not lay a grid to a stamp that is no instant', () => {
    const far = [...points, { timestamp: 1e300, value: 1 }, { timestamp: -1e12, value: 1 }];
    expect(projectExhaustion({ ...asked, points: far })).toEqual(projectExhaustion(asked));
  });
});

describe('the detectors', () => {
  it('leave out what cannot be read', () => {
    expect(detectSeasonality(oneUnreadable)).toEqual(detectSeasonality(points));
    expect(detectRegimeChange(oneUnreadable)).toEqual(detectRegimeChange(points));
    expect(detectSeasonality(locked())).toEqual({ type: 'none', confidence: 0 });
    expect([detectRegimeChange(locked()), detectChangePoints(locked()), detectChangePoints([1], locked())]).toEqual([
      [],
      [],
      [],
    ]);
  });
  it('read a getter once', () => {
    let read = 0;
    const fickle = usage(20, () => 1, HOUR).map(({ timestamp, value }) => ({
      get timestamp() {
        return read++ % 2 === 0 ? timestamp : NaN;
      },
      value,
    }));
    expect(detectSeasonality(fickle).type).toBe('none');
    expect(read).toBe(fickle.length);
  });
});

describe('forecastMany', () => {
  const jobs = [{ id: 'a', values: [1, 2, 3, 4, 5], options: { horizon: 2 } }];
  it.each<readonly [string, () => unknown]>([
    ['no options', () => null],
    ['a batch size that is no number', () => ({ batchSize: Symbol('many') })],
    ['an executor that is none', () => ({ executor: {} })],
    ['an executor that answers nonsense', () => ({ executor: { width: NaN, run: () => [null] } })],
    ['a signal that cannot be read', () => ({ signal: locked() })],
  ])('answers in spite of %s', async (_, options) => {
    const ids: string[] = [];
    for await (const { id, forecast } of forecastMany(jobs, options() as never)) {
      expect(forecast._tag).toBe('Right');
      ids.push(id);
    }
    expect(ids).toEqual(['a']);
  });
  it.each([
    ['cannot be read', locked()],
    ['have a misspelled field', { batchsize: 5 }],
  ])('ends with a failed answer without an id where its options %s', async (_, options) => {
    const answers: ForecastAnswer[] = [];
    for await (const answer of forecastMany(jobs, options as never)) answers.push(answer);
    expect(answers).toMatchObject([{ id: '', forecast: { left: { _tag: 'InvalidForecastOption' } } }]);
  });
});
