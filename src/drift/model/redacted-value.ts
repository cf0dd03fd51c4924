import { checked, count, record, text, type t } from '../../codec/index.js';

/**
 * What stands in place of a sensitive value: enough to see whether it changed, nothing to read it by. Equal values
 * under the same key have equal digests; without the key a digest cannot be tried against a list of likely secrets.
 */
export interface RedactedValue {
  /** Always true: by this a reader knows that the value is not the value. */
  readonly redacted: true;
  /** Characters of a text, elements of a list, members of an object; 1 for anything else. */
  readonly length: number;
  /** The first 16 hexadecimal digits of HMAC-SHA256 under the installation's key. */
  readonly digest: string;
}

export const RedactedValue: t.Type<RedactedValue, object> = record<RedactedValue>('a redacted value', {
  redacted: checked('true', (value): value is true => value === true),
  length: count,
  digest: text,
});
