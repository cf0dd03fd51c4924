import { canonicalJson } from '../../digest/index.js';
import { RecordedValue } from './recorded-value.js';

/** The text that a configuration value is digested as: what JSON has no word for stands as `RecordedValue` writes it. */
export const recordedText = (value: unknown): string => canonicalJson(RecordedValue.encode(value));
