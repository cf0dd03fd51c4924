import { decode } from '../codec/decode.js';
import type * as t from '../codec/io-ts.js';
import { isPlainObject, listOf } from '../codec/record.js';
import { checked, epochSecondsCodec, finiteNumber, nonEmptyText } from '../codec/values.js';
import { show } from '../errors/show.js';
import { E, type Either } from '../prelude.js';
import { invalidForecastOption, type InvalidForecastOption } from './errors.js';
import { DemandCalendar } from './model/calendar.js';
import { CustomModelConfig } from './model/forecast.js';
import { ForecastGranularity, ResourceMetric, SeasonalityType, UsageAggregation } from './model/usage.js';

interface FieldCheck {
  readonly name: string;
  readonly is: (value: unknown) => boolean;
}

/** The facts of an `InvalidForecastOption`. */
export interface OptionProblem {
  readonly option: string;
  readonly value: unknown;
  readonly expected: string;
}

const MAX_STEPS = 100_000;
const isNumber = (value: unknown): value is number => typeof value === 'number' && !Number.isNaN(value);

const positiveNumber = checked('a number above 0', (value): value is number => isNumber(value) && value > 0);

const levels = listOf(
  checked('a probability above 0 and below 1', (value): value is number => isNumber(value) && value > 0 && value < 1),
);
const change = checked(
  'a change {timestamp, confidence}',
  (value): value is object =>
    isPlainObject(value) && epochSecondsCodec.is(value['timestamp']) && isNumber(value['confidence']),
);
const steps = checked(
  `{from, count}, from an instant, 1 to ${MAX_STEPS} of them`,
  (value): value is object =>
    isPlainObject(value) &&
    epochSecondsCodec.is(value['from']) &&
    Number.isInteger(value['count']) &&
    (value['count'] as number) >= 1 &&
    (value['count'] as number) <= MAX_STEPS,
);
const customModel = checked(
  '{modelId, config}, a model that was trained',
  (value): value is object =>
    isPlainObject(value) && nonEmptyText.is(value['modelId']) && CustomModelConfig.is(value['config']),
);

const REQUIRED_FIELDS: Readonly<Record<string, FieldCheck>> = { metric: ResourceMetric, now: epochSecondsCodec };
const OPTIONAL_FIELDS: Readonly<Record<string, FieldCheck>> = {
  granularity: ForecastGranularity,
  aggregation: UsageAggregation,
  levels,
  regimeChanges: listOf(change),
  steps,
  custom: customModel,
  trainingDays: positiveNumber,
  regimeSensitivity: finiteNumber,
  seasonality: SeasonalityType,
};

/**
 * Computes from what a caller in plain JavaScript may get wrong: checks it, so that nothing behind it can throw. A
 * getter or a proxy that throws is a wrong input like any other.
 */
export function withValidInput<I, L, A>(
  input: I,
  compute: (input: I) => Either<L, A>,
): Either<L | InvalidForecastOption, A> {
  try {
    if (!isPlainObject(input)) return invalidOption('input', input, 'an object with metric, points and now');
    for (const [option, { name, is }] of Object.entries(REQUIRED_FIELDS)) {
      if (!is(input[option])) return invalidOption(option, input[option], name);
    }
    for (const [option, { name, is }] of Object.entries(OPTIONAL_FIELDS)) {
      if (input[option] !== undefined && !is(input[option])) return invalidOption(option, input[option], name);
    }
    const calendar =
      input['calendar'] === undefined ? undefined : findProblem(DemandCalendar, input['calendar'], 'calendar');
    if (calendar !== undefined) return E.left(invalidForecastOption(calendar));
    return compute(input);
  } catch (thrown) {
    const facts = { option: 'input', value: show(thrown), expected: 'values that can be read' };
    return E.left(invalidForecastOption(facts, thrown));
  }
}

/** What is wrong with an option, by the path to it. */
export function findProblem<A, O>(codec: t.Type<A, O>, given: unknown, option: string): OptionProblem | undefined {
  if (codec.is(given)) return undefined;
  const read = decode(codec, given, option);
  if (E.isRight(read)) return undefined;
  const issue = read.left.issues[0];
  const path = issue?.path.match(/[^.[\]]+/g) ?? [];
  const value = path.reduce((at: unknown, key) => (at as Record<string, unknown> | undefined)?.[key], given);
  const expected = (issue?.message ?? codec.name).replace(/^expected /, '').replace(/, got .*$/s, '');
  return { option: path.length === 0 ? option : `${option}.${issue!.path}`, value, expected };
}

const invalidOption = (option: string, value: unknown, expected: string): Either<InvalidForecastOption, never> =>
  E.left(invalidForecastOption({ option, value, expected }));
