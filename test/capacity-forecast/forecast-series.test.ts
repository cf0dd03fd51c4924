import { describe, expect, it } from 'vitest';
import { forecastSeries } from '../../src/capacity-forecast/forecast-series.js';
import { orThrow } from '../../src/prelude.js';

describe('forecastSeries', () => {
  it('forecasts a constant series as that constant', () => {
    const { mean } = orThrow(forecastSeries([5, 5, 5, 5, 5, 5], { horizon: 3 }));
    expect(mean).toEqual([5, 5, 5]);
  });
});
