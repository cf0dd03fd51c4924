import { isPlain } from '../../codec/index.js';
import { invalidForecastOption, type InvalidForecastOption } from '../../errors/forecast.js';
import { E, type Either } from '../../prelude.js';
import { epochSeconds } from '../../time/index.js';
import { ForecastGranularity, ResourceMetric, UsageAggregation } from '../model/index.js';

/** What every pure function on measured usage is told. */
interface CommonInput {
  readonly metric: ResourceMetric;
  readonly now: number;
  readonly granularity?: ForecastGranularity;
  readonly aggregation?: UsageAggregation;
  readonly regimeChanges?: ReadonlyArray<unknown>;
}

interface Vocabulary {
  readonly name: string;
  readonly is: (value: unknown) => boolean;
}

/** Checks what a caller in plain JavaScript may get wrong, so that nothing behind it can throw. */
export function checkInput<A extends CommonInput>(input: A): Either<InvalidForecastOption, A> {
  if (!isPlain(input)) return refuse('input', input, 'an object with metric, points and now');
  const { metric, now, granularity = 'daily', aggregation = 'mean', regimeChanges = [] } = input;
  if (!Array.isArray(regimeChanges)) return refuse('regimeChanges', regimeChanges, 'a list of changes');
  if (epochSeconds(now)._tag === 'Left') return refuse('now', now, 'seconds since the Unix epoch');
  const words: ReadonlyArray<readonly [string, unknown, Vocabulary]> = [
    ['metric', metric, ResourceMetric],
    ['granularity', granularity, ForecastGranularity],
    ['aggregation', aggregation, UsageAggregation],
  ];
  const wrong = words.find(([, value, codec]) => !codec.is(value));
  return wrong === undefined ? E.right(input) : refuse(wrong[0], wrong[1], wrong[2].name);
}

const refuse = (option: string, value: unknown, expected: string): Either<InvalidForecastOption, never> =>
  E.left(invalidForecastOption({ option, value, expected }));
