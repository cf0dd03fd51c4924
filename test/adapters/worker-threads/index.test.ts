import { isError } from '../../../src/errors/tagged.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { forecastWorkers, type ForecastWorkers } from '../../../src/adapters/worker-threads/index.js';
import { type ForecastAnswer, type ForecastJob, forecastMany } from '../../../src/capacity-forecast/forecast-many.js';
import { E } from '../../../src/prelude.js';

async function collect(stream: AsyncIterable<ForecastAnswer>): Promise<ForecastAnswer[]> {
  const answers: ForecastAnswer[] = [];
  for await (const answer of stream) answers.push(answer);
  return answers;
}

const jobs = Array.from({ length: 30 }, (_, i): ForecastJob => ({
  id: `series ${i}`,
  values: Float64Array.from({ length: 60 }, (_unused, t) => 10 + i + t / 5 + 4 * Math.sin(t / 2)),
  options: { horizon: 6, periods: [12] },
}));

describe('worker threads', () => {
  let workers: ForecastWorkers;
  beforeAll(() => {
    workers = forecastWorkers(2, new URL('./entry.mjs', import.meta.url));
  });
  afterAll(() => workers.close());

  it('answer with the very bits that one thread gives, in the same order', async () => {
    expect(await collect(forecastMany(jobs, { executor: workers, batchSize: 4 }))).toEqual(
      await collect(forecastMany(jobs)),
    );
  });

  it('keep tagged errors and plug-in models', async () => {
    const mixed: ForecastJob[] = [
      { id: 'empty', values: [], options: { horizon: 1 } },
      { id: 'plug-in', values: [1, 2, 3], options: { horizon: 1, model: { name: 'seven', forecast: () => [7] } } },
    ];
    const [empty, plugIn] = await collect(forecastMany(mixed, { executor: workers }));
    expect(E.isLeft(empty!.forecast) && isError(empty!.forecast.left, 'UnusableSeries')).toBe(true);
    expect(E.isRight(plugIn!.forecast) && plugIn!.forecast.right.mean).toEqual([7]);
  });

  it('are no loss where a message cannot be sent: the batch is worked on here', async () => {
    const model = {
      name: 'last',
      forecast: ({ values }: { values: ArrayLike<number> }) => [values[values.length - 1]!],
    };
    const odd: readonly ForecastJob[] = [{ id: 'odd', values: [1, 2, 3], options: { horizon: 1, model } }];
    const [answer] = await collect(forecastMany(odd, { executor: workers }));
    expect(E.isRight(answer!.forecast)).toBe(true);
    expect(await collect(forecastMany(jobs.slice(0, 3), { executor: workers }))).toHaveLength(3);
  });
});

describe('closed workers', () => {
  it('take no job any more, and every series is still answered', async () => {
    const workers = forecastWorkers(1, new URL('./entry.mjs', import.meta.url));
    await workers.close();
    await expect(workers.run(jobs.slice(0, 1))).rejects.toThrow('the workers are closed');
    expect(await collect(forecastMany(jobs.slice(0, 3), { executor: workers }))).toHaveLength(3);
  });

  it('reject what runs and what waits, and start no thread again', async () => {
    const workers = forecastWorkers(1, new URL('./entry.mjs', import.meta.url));
    const running = [1, 2].map(async () => workers.run(jobs)).map((batch) => batch.catch(() => 'rejected'));
    await workers.close();
    expect(await Promise.all(running)).toEqual(['rejected', 'rejected']);
    await workers.close();
  });
});
