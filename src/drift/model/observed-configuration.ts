import { optional, record, type t } from '../../codec/index.js';
import { RecordedValue } from './recorded-value.js';
import { ResourceMarks } from './resource-marks.js';

/** What a provider says a resource looks like now. */
export interface ObservedConfiguration {
  /** What runs, as plain data. */
  readonly configuration: unknown;
  /** What the provider's schema says about the fields; joined with the marks of the declaration. */
  readonly marks?: ResourceMarks;
}

export const ObservedConfiguration: t.Type<ObservedConfiguration, object> = record<ObservedConfiguration>(
  'an observed configuration',
  { configuration: RecordedValue, marks: optional(ResourceMarks) },
);
