import { checked, epochSecondsCodec, isPlain, listOf, nonEmptyText } from '../../codec/index.js';
import { invalidForecastOption, type InvalidForecastOption } from '../../errors/forecast.js';
import { show } from '../../errors/show.js';
import * as E from '../../either.js';
import type { Either } from '../../prelude.js';
import { CustomModelConfig, ForecastGranularity, ResourceMetric, UsageAggregation } from '../model/index.js';

interface Vocabulary {
  readonly name: string;
  readonly is: (value: unknown) => boolean;
}

const LONGEST_FORECAST = 100_000;
const isNumber = (value: unknown): value is number => typeof value === 'number' && !Number.isNaN(value);

const levels = listOf(
  checked('a probability above 0 and below 1', (value): value is number => isNumber(value) && value > 0 && value < 1),
);
const change = checked(
  'a change {timestamp, confidence}',
  (value): value is object =>
    isPlain(value) && epochSecondsCodec.is(value['timestamp']) && isNumber(value['confidence']),
);
const steps = checked(
  `{from, count}, from an instant, 1 to ${LONGEST_FORECAST} of them`,
  (value): value is object =>
    isPlain(value) &&
    epochSecondsCodec.is(value['from']) &&
    Number.isInteger(value['count']) &&
    (value['count'] as number) >= 1 &&
    (value['count'] as number) <= LONGEST_FORECAST,
);
const custom = checked(
  '{modelId, config}, a model that was trained',
  (value): value is object =>
    isPlain(value) && nonEmptyText.is(value['modelId']) && CustomModelConfig.is(value['config']),
);

const NEEDED: Readonly<Record<string, Vocabulary>> = { metric: ResourceMetric, now: epochSecondsCodec };
const OPTIONAL: Readonly<Record<string, Vocabulary>> = {
  granularity: ForecastGranularity,
  aggregation: UsageAggregation,
  levels,
  regimeChanges: listOf(change),
  steps,
  custom,
};

/**
 * Computes from what a caller in plain JavaScript may get wrong: checks it, so that nothing behind it can throw. A
 * getter or a proxy that throws is a wrong input like any other.
 */
export function withInput<I, L, A>(
  input: I,
  compute: (input: I) => Either<L, A>,
): Either<L | InvalidForecastOption, A> {
  try {
    if (!isPlain(input)) return refuse('input', input, 'an object with metric, points and now');
    for (const [option, { name, is }] of Object.entries(NEEDED)) {
      if (!is(input[option])) return refuse(option, input[option], name);
    }
    for (const [option, { name, is }] of Object.entries(OPTIONAL)) {
      if (input[option] !== undefined && !is(input[option])) return refuse(option, input[option], name);
    }
    return compute(input);
  } catch (thrown) {
    const facts = { option: 'input', value: show(thrown), expected: 'values that can be read' };
    return E.left(invalidForecastOption(facts, thrown));
  }
}

const refuse = (option: string, value: unknown, expected: string): Either<InvalidForecastOption, never> =>
  E.left(invalidForecastOption({ option, value, expected }));
