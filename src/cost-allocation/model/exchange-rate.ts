import type { Codec } from '../../codec/io-ts.js';
import type * as t from '../../codec/io-ts.js';
import { record } from '../../codec/record.js';
import { checked, decimalCodec, nonEmptyText } from '../../codec/values.js';
import type { Decimal } from '../../money/decimal.js';

/** What one unit of `from` is worth in `to` during a calendar month (UTC): one rate a month and pair. */
export interface ExchangeRate {
  /** ISO 4217. */
  readonly from: string;
  /** ISO 4217 code of the currency that is bought. */
  readonly to: string;
  /** `2024-03`. */
  readonly month: string;
  /** So many units of `to` for one of `from`. */
  readonly rate: Decimal;
}

/** {@link ExchangeRate} as it goes over the wire. */
export interface ExchangeRateJson {
  readonly from: string;
  readonly to: string;
  readonly month: string;
  readonly rate: string;
}

export const month: t.Type<string> = checked(
  'a month such as "2024-03"',
  (value): value is string => typeof value === 'string' && /^-?\d{4,}-(0[1-9]|1[0-2])$/.test(value),
);

export const ExchangeRate: Codec<ExchangeRate, ExchangeRateJson> = record<ExchangeRate, ExchangeRateJson>(
  'an exchange rate',
  {
    from: nonEmptyText,
    to: nonEmptyText,
    month,
    rate: decimalCodec,
  },
);
