import { findProblem } from '../codec/decode.js';
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

const FIELDS: ReadonlySet<string> = new Set([
  ...Object.keys(REQUIRED_FIELDS),
  ...Object.keys(OPTIONAL_FIELDS),
  'points',
  'calendar',
  'horizonDays',
  'capacity',
]);

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
    const misspelled = Object.keys(input).find((field) => !FIELDS.has(field));
    if (misspelled !== undefined)
      return invalidOption(`input.${misspelled}`, input[misspelled], `one of the fields ${[...FIELDS].join(', ')}`);
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

/** What is read of a demand. */
interface Fitted {
  readonly metric: ResourceMetric;
  readonly now: number;
}

/** The same for what is asked of a demand that was fitted. */
export function withValidQuestion<Q, L, A>(
  demand: Fitted,
  question: Q,
  compute: (question: Q) => Either<L, A>,
): Either<L | InvalidForecastOption, A> {
  let asked: Q & Fitted;
  try {
    const { metric, now } = demand;
    asked = { ...question, metric, now };
  } catch (thrown) {
    const facts = { option: 'demand', value: show(thrown), expected: 'what fitDemand answers, and a question' };
    return E.left(invalidForecastOption(facts, thrown));
  }
  return withValidInput(asked, compute);
}

const invalidOption = (option: string, value: unknown, expected: string): Either<InvalidForecastOption, never> =>
  E.left(invalidForecastOption({ option, value, expected }));
