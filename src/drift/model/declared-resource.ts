import { listOf, nonEmptyText, optional, record, type t } from '../../codec/index.js';
import { RecordedValue } from './recorded-value.js';
import { ResourceMarks } from './resource-marks.js';
import type { ResourceReference } from './resource-reference.js';

/** A resource as it was declared. */
export interface DeclaredResource extends ResourceReference {
  /** What should run, as plain data. */
  readonly configuration: unknown;
  /** What its schema says: sensitive, computed and unordered fields. */
  readonly marks?: ResourceMarks;
  /** The ids of resources that must exist before this one. */
  readonly dependsOn?: readonly string[];
}

export const DeclaredResource: t.Type<DeclaredResource, object> = record<DeclaredResource>('a declared resource', {
  tenantId: nonEmptyText,
  resourceId: nonEmptyText,
  resourceType: nonEmptyText,
  provider: optional(nonEmptyText),
  configuration: RecordedValue,
  marks: optional(ResourceMarks),
  dependsOn: optional(listOf(nonEmptyText)),
});
