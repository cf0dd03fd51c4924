import { isError } from '../../src/errors/tagged.js';
import { describe, expect, it } from 'vitest';
import {
  type ForecastAnswer,
  type ForecastExecutor,
  type ForecastJob,
  answerJob,
  forecastMany,
} from '../../src/capacity-forecast/forecast-many.js';
import { forecastSeries } from '../../src/capacity-forecast/forecast-series.js';
import { E } from '../../src/prelude.js';

const job = (i: number): ForecastJob => ({
  id: `series ${i}`,
  values: [i, i + 1, i + 3, i + 2, i + 5],
  options: { horizon: 2 },
});
const jobs = (n: number): ForecastJob[] => Array.from({ length: n }, (_, i) => job(i));

async function collect(stream: AsyncIterable<ForecastAnswer>): Promise<ForecastAnswer[]> {
  const answers: ForecastAnswer[] = [];
  for await (const answer of stream) answers.push(answer);
  return answers;
}

describe('forecastMany', () => {
  it('answers every job in order, as forecastSeries does', async () => {
    const answers = await collect(forecastMany(jobs(40)));
    expect(answers.map(({ id }) => id)).toEqual(jobs(40).map(({ id }) => id));
    expect(answers[7]!.forecast).toEqual(forecastSeries(job(7).values, job(7).options));
  });

  it('takes an asynchronous source', async () => {
    async function* source() {
      yield job(1);
      yield job(2);
    }
    expect((await collect(forecastMany(source()))).map(({ id }) => id)).toEqual(['series 1', 'series 2']);
  });

  it('draws jobs only as fast as answers are taken', async () => {
    let drawn = 0;
    function* source() {
      for (;;) {
        drawn++;
        yield job(drawn);
      }
    }
    const stream = forecastMany(source(), { batchSize: 4 });
    for (let i = 0; i < 6; i++) await stream.next();
    await stream.return();
    expect(drawn).toBeLessThanOrEqual(12);
  });

  it('reports progress after every batch, failures counted', async () => {
    const seen: unknown[] = [];
    const broken: ForecastJob = { id: 'broken', values: [], options: { horizon: 1 } };
    await collect(forecastMany([...jobs(5), broken], { batchSize: 4, onProgress: (p) => seen.push(p) }));
    expect(seen).toEqual([
      { done: 4, failed: 0, total: 6 },
      { done: 6, failed: 1, total: 6 },
    ]);
  });

  it('knows no total of jobs that are drawn one by one', async () => {
    const seen: unknown[] = [];
    await collect(forecastMany(jobs(2).values(), { onProgress: (p) => seen.push(p) }));
    expect(seen).toEqual([{ done: 2, failed: 0 }]);
  });

  it('goes on though the listener throws', async () => {
    const onProgress = (): void => {
      throw new Error('listener');
    };
    expect(await collect(forecastMany(jobs(3), { onProgress }))).toHaveLength(3);
  });

  it('stops before the next batch when aborted', async () => {
    const control = new AbortController();
    const answers: ForecastAnswer[] = [];
    for await (const answer of forecastMany(jobs(20), { batchSize: 4, signal: control.signal })) {
      answers.push(answer);
      if (answers.length === 5) control.abort();
    }
    expect(answers).toHaveLength(8);
  });

  it('ends with a failed answer where the source breaks, what came before it answered', async () => {
    function* source() {
      yield job(1);
      throw new Error('disk');
    }
    const answers = await collect(forecastMany(source()));
    expect(answers.map(({ id }) => id)).toEqual(['series 1', '']);
    expect(E.isLeft(answers[1]!.forecast) && isError(answers[1]!.forecast.left, 'UnusableSeries')).toBe(true);
  });

  it('answers a job that is no job with an error', () => {
    expect(E.isLeft(answerJob(null as unknown as ForecastJob).forecast)).toBe(true);
  });

  it('keeps as many batches at an executor as it is wide, and the order of the jobs', async () => {
    let [running, most] = [0, 0];
    const executor: ForecastExecutor = {
      width: 3,
      run: async (batch) => {
        most = Math.max(most, ++running);
        // Later batches come back sooner.
        for (let i = 400; i > 10 * Number(batch[0]!.id.slice(7)); i--) await Promise.resolve();
        running--;
        return batch.map(answerJob);
      },
    };
    const answers = await collect(forecastMany(jobs(20), { executor, batchSize: 2 }));
    expect(answers.map(({ id }) => id)).toEqual(jobs(20).map(({ id }) => id));
    expect(most).toBe(3);
  });

  it('works a batch itself where the executor fails or loses answers', async () => {
    const failing: ForecastExecutor = { width: 1, run: () => Promise.reject(new Error('worker died')) };
    const losing: ForecastExecutor = { width: 1, run: () => [] };
    expect(await collect(forecastMany(jobs(5), { executor: failing }))).toHaveLength(5);
    expect(await collect(forecastMany(jobs(5), { executor: losing }))).toHaveLength(5);
  });
});
