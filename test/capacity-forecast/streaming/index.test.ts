import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dampedTrendPath } from '../../../src/capacity-forecast/forecasters/exponential-smoothing.js';
import {
  advanceStream,
  forecastStream,
  startStream,
  type StreamState,
} from '../../../src/capacity-forecast/streaming/index.js';
import { isError } from '../../../src/errors/tagged.js';
import { orThrow } from '../../../src/prelude.js';
import { whiteNoise } from '../simulated-noise.js';

const noise = whiteNoise(31, 600);
const seasonal = noise.map((e, i) => 50 + 0.1 * i + 8 * Math.sin((2 * Math.PI * i) / 24) + e);

const advance = (state: StreamState, value: number): StreamState => orThrow(advanceStream(state, value));
const forecast = (state: StreamState, horizon: number): readonly number[] => orThrow(forecastStream(state, horizon));
/** A stream that has seen nothing yet. */
const unread = (settings: StreamState['settings']): StreamState => ({
  settings,
  count: 0,
  run: [0, 0, 1, 0, 0, 1],
  products: [0, 0, 0, 0, 0],
});

describe('a stream', () => {
  it('that takes values in one by one is what its settings give from the start, bit for bit, at any cut', () => {
    const number = fc.double({ min: -1e6, max: 1e6, noNaN: true });
    const value = fc.oneof({ weight: 9, arbitrary: number }, fc.constant(Number.NaN));
    const numbers = fc.array(value, { minLength: 8, maxLength: 40 });
    fc.assert(
      fc.property(numbers, fc.integer({ min: 6, max: 40 }), fc.constantFrom(1, 3), (values, cut, period) => {
        const start = startStream(values.slice(0, cut), period);
        if (start._tag === 'Left') return;
        const streamed = values.slice(cut).reduce((state: StreamState, v) => advance(state, v), start.right);
        expect(streamed).toEqual(values.reduce(advance, unread(start.right.settings)));
      }),
    );
  });

  it('without a season forecasts what the damped trend model does at the same settings', () => {
    const state = noise.slice(300).reduce(advance, orThrow(startStream(noise.slice(0, 300))));
    const { alpha, beta, phi } = state.settings;
    const model = dampedTrendPath(Float64Array.from(noise), 12, [alpha, beta / alpha, phi]);
    forecast(state, 12).forEach((v, h) => expect(v).toBeCloseTo(model[h]!, 9));
  });

  it('follows a season and a trend', () => {
    const state = seasonal.slice(400).reduce(advance, orThrow(startStream(seasonal.slice(0, 400), 24)));
    const ahead = forecast(state, 48);
    const error = ahead.reduce((sum, v, h) => {
      const i = 600 + h;
      return sum + Math.abs(v - (50 + 0.1 * i + 8 * Math.sin((2 * Math.PI * i) / 24)));
    }, 0);
    expect(error / 48).toBeLessThan(4);
  });

  it('runs on over gaps', () => {
    const state = orThrow(startStream(seasonal, 24));
    const gap = advance(advance(state, Number.NaN), Infinity);
    expect(forecast(gap, 3)[0]).toBeCloseTo(forecast(state, 3)[2]!, 9);
  });

  it('survives JSON', () => {
    const state = orThrow(startStream(seasonal, 24));
    const restored = JSON.parse(JSON.stringify(state)) as StreamState;
    expect(forecast(advance(restored, 60), 5)).toEqual(forecast(advance(state, 60), 5));
  });

  it('keeps a state of constant size', () => {
    const state = orThrow(startStream(noise.slice(0, 50)));
    const later = noise.reduce(advance, state);
    expect([later.run.length, later.products.length]).toEqual([state.run.length, state.products.length]);
  });

  it('is refused where there is too little to fit, or a period that is none', () => {
    for (const start of [startStream([1, 2, Number.NaN]), startStream(null as never), startStream(seasonal, 2.5)]) {
      expect(start._tag === 'Left' && isError(start.left, 'UnusableSeries')).toBe(true);
    }
    expect(forecastStream(orThrow(startStream(seasonal)), -1)).toMatchObject({
      left: { _tag: 'InvalidForecastOption' },
    });
  });

  it('answers with an error where its state came back damaged, whatever was done to it', () => {
    const state = orThrow(startStream(seasonal, 24));
    const locked = new Proxy(state, {
      get() {
        throw new Error('locked');
      },
    });
    const damaged = [
      { ...state, run: [1] },
      { ...state, count: '7' },
      { ...state, settings: {} },
    ];
    for (const broken of [undefined, null, {}, ...damaged, locked]) {
      expect(advanceStream(broken as never, 1)).toMatchObject({ left: { _tag: 'UnusableSeries' } });
      expect(forecastStream(broken as never, 1)).toMatchObject({ left: { _tag: 'UnusableSeries' } });
    }
    expect(startStream(locked as never)).toMatchObject({ left: { _tag: 'UnusableSeries' } });
  });
});

describe('the season of a stream', () => {
  const seasonOf = (values: readonly number[], period: number): readonly number[] =>
    orThrow(startStream(values, period)).settings.season;

  it('is the shape of a cycle that repeats exactly, whatever the level and through gaps', () => {
    const shape = [3, -1, -2];
    const values = Array.from({ length: 30 }, (_, i) => (i === 13 ? Number.NaN : 100 + shape[i % 3]!));
    seasonOf(values, 3).forEach((v, phase) => expect(v).toBeCloseTo(shape[phase]!, 0));
  });

  it('is flat with fewer than two cycles and without a period', () => {
    expect(seasonOf([1, 5, 1, 5, 1], 3)).toEqual([0, 0, 0]);
    expect(seasonOf([1, 5, 1, 5], 1)).toEqual([0]);
  });

  it('of 10,000 steps takes no longer to find than one of two', () => {
    const values = Array.from({ length: 100_000 }, (_, i) => (i % 10_000) + (i % 2));
    const took = [2, 10_000].map((period) => {
      const before = process.cpuUsage().user;
      seasonOf(values, period);
      return process.cpuUsage().user - before;
    });
    expect(took[1]! / took[0]!).toBeLessThan(5);
  });
});
