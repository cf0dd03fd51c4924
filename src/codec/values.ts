import { type Decimal, formatDecimal, isAmount, toDecimal } from '../money/decimal.js';
import { epochSeconds, type EpochSeconds, isEpochSeconds, isPointInTime, toDate } from '../time/period.js';
import * as t from './io-ts.js';
import { guardedCodec } from './record.js';

/** Any text, the empty one too. */
export const text: t.Type<string> = checked('string', (value): value is string => typeof value === 'string');

/** True or false. */
export const flag: t.Type<boolean> = checked('boolean', (value): value is boolean => typeof value === 'boolean');

/** Whatever is there, as it is. */
export const anything: t.Type<unknown> = checked('unknown', (() => true) as unknown as t.Is<unknown>);

/** An instant: seconds since the Unix epoch, or what callers have instead, a `Date` or a `Temporal` object. */
export const epochSecondsCodec: t.Type<EpochSeconds, number> = /* @__PURE__ */ new t.Type(
  'seconds since the Unix epoch',
  isEpochSeconds,
  (value, context) => {
    const instant = epochSeconds(secondsOf(value) as number);
    return instant._tag === 'Right' ? instant : t.failure(value, context, instant.left.message);
  },
  t.unchanged,
);

function secondsOf(value: unknown): unknown {
  return typeof value === 'object' && isPointInTime(value) ? toDate(value).getTime() / 1000 : value;
}

/** A finite number; NaN and the infinities are refused. */
export const finiteNumber: t.Type<number> = checked(
  'a finite number',
  (value): value is number => typeof value === 'number' && Number.isFinite(value),
);

/** A whole number from zero up. */
export const count: t.Type<number> = checked(
  'a whole number from 0',
  (value): value is number => Number.isSafeInteger(value) && (value as number) >= 0,
);

/** A number from zero up, infinity too. */
export const fromZero: t.Type<number> = checked(
  'a number from 0',
  (value): value is number => typeof value === 'number' && value >= 0,
);

/** A name or an id: text that is not empty. */
export const nonEmptyText: t.Type<string> = checked(
  'text that is not empty',
  (value): value is string => typeof value === 'string' && value !== '',
);

// oxlint-disable typescript/no-explicit-any -- what these look at fits any type of an option
/** A function. */
export const callback: t.Type<any> = checked('a function', (value): value is any => typeof value === 'function');

/** Something that tells when to stop, as an `AbortSignal` does. */
export const abortSignal: t.Type<any> = checked(
  'an AbortSignal',
  (value): value is any => typeof (value as AbortSignal | null)?.aborted === 'boolean',
);

/** An option that its user looks at itself. */
export const lookedAtLater = anything as t.Type<any>;
// oxlint-enable typescript/no-explicit-any

/** One of a few words; the error lists them. */
export function oneOf<const Word extends string>(words: readonly Word[]): t.Type<Word> {
  const known: ReadonlySet<unknown> = new Set(words);
  return checked(`one of ${words.join(', ')}`, (value): value is Word => known.has(value));
}

/** A codec that changes nothing: it only tells whether a value is of a kind. */
export function checked<A>(name: string, is: (value: unknown) => value is A): t.Type<A> {
  return new t.Type(
    name,
    is,
    (value, context) => (is(value) ? t.success(value) : t.failure(value, context)),
    t.unchanged,
  );
}

/** An amount: decimal text or a Decimal of any copy of decimal.js in, this library's Decimal out; text on the wire. */
export const decimalCodec: t.Type<Decimal, string> = /* @__PURE__ */ new t.Type(
  'a decimal',
  isAmount,
  (value, context) => {
    const decimal = toDecimal(value);
    return decimal._tag === 'Right' ? decimal : t.failure(value, context, decimal.left.message);
  },
  formatDecimal,
);

/** A codec of what another one reads and what holds besides; `complaint` says what does not. */
export function refineCodec<A, O>(codec: t.Type<A, O>, complaint: (value: A) => string | undefined): t.Type<A, O> {
  return guardedCodec(
    codec.name,
    (value): value is A => codec.is(value) && complaint(value) === undefined,
    (value, context) => {
      const read = codec.validate(value, context);
      if (read._tag === 'Left') return read;
      const wrong = complaint(read.right);
      return wrong === undefined ? read : t.failure(value, context, wrong);
    },
    codec.encode,
  );
}

/** The same as {@link epochSecondsCodec}, as a plain number, for models whose instants are not branded. */
export const seconds = epochSecondsCodec as t.Type<unknown, unknown> as t.Type<number>;

const HALF_PAIR = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;

/** Whether a database keeps a text as it is: none holds NUL, and half a surrogate pair becomes another text. */
export function isStorableText(text: unknown): text is string {
  return typeof text === 'string' && !text.includes('\0') && !HALF_PAIR.test(text);
}
