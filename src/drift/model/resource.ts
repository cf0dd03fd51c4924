import { type WireForm } from '../../codec/wire-form.js';
import { type Codec } from '../../codec/io-ts.js';

import { listOf, optional, record } from '../../codec/record.js';
import { nonEmptyText, text } from '../../codec/values.js';
import { RecordedValue } from './recorded-value.js';

/** Which resource is meant. A resource id is unique within its tenant. */
export interface ResourceReference {
  /** Whose it is. */
  readonly tenantId: string;
  /** The resource, by the id its provider gives it. */
  readonly resourceId: string;
  /** Its type, `aws_instance` for example. */
  readonly resourceType: string;
  /**
   * Whose rate limit a read of it counts against; taken from the resource type where it is absent (`aws_vpc` → `aws`).
   */
  readonly provider?: string;
}

/** The JSON form of {@link ResourceReference}. */
export type ResourceReferenceJson = WireForm<ResourceReference>;
export const ResourceReference: Codec<ResourceReference, ResourceReferenceJson> = record<ResourceReference>(
  'a resource',
  {
    tenantId: nonEmptyText,
    resourceId: nonEmptyText,
    resourceType: nonEmptyText,
    provider: optional(nonEmptyText),
  },
);

/** What the schema of a resource says about its fields; every entry is a path pattern (`compileGlob`). */
export interface ResourceMarks {
  /** Values that must never be shown. */
  readonly sensitive?: readonly string[];
  /** Lists in which order means nothing. */
  readonly unordered?: readonly string[];
  /** Fields that the provider sets: not compared. */
  readonly computed?: readonly string[];
  /** Fields that can only be set when the resource is made: changing one means replacing the resource. */
  readonly createOnly?: readonly string[];
}

/** The JSON form of {@link ResourceMarks}. */
export type ResourceMarksJson = WireForm<ResourceMarks>;
export const ResourceMarks: Codec<ResourceMarks, ResourceMarksJson> = record<ResourceMarks>('the marks of a resource', {
  sensitive: optional(listOf(text)),
  unordered: optional(listOf(text)),
  computed: optional(listOf(text)),
  createOnly: optional(listOf(text)),
});

/** A resource as it was declared. */
export interface DeclaredResource extends ResourceReference {
  /** What should run, as plain data. */
  readonly configuration: unknown;
  /** What its schema says: sensitive, computed and unordered fields. */
  readonly marks?: ResourceMarks;
  /** The ids of resources that must exist before this one. */
  readonly dependsOn?: readonly string[];
}

/** The JSON form of {@link DeclaredResource}. */
export type DeclaredResourceJson = WireForm<DeclaredResource>;
export const DeclaredResource: Codec<DeclaredResource, DeclaredResourceJson> = record<DeclaredResource>(
  'a declared resource',
  {
    tenantId: nonEmptyText,
    resourceId: nonEmptyText,
    resourceType: nonEmptyText,
    provider: optional(nonEmptyText),
    configuration: RecordedValue,
    marks: optional(ResourceMarks),
    dependsOn: optional(listOf(nonEmptyText)),
  },
);

/** What a provider says a resource looks like now. */
export interface ObservedConfiguration {
  /** What runs, as plain data. */
  readonly configuration: unknown;
  /** What the provider's schema says about the fields; joined with the marks of the declaration. */
  readonly marks?: ResourceMarks;
}

/** The JSON form of {@link ObservedConfiguration}. */
export type ObservedConfigurationJson = WireForm<ObservedConfiguration>;
export const ObservedConfiguration: Codec<ObservedConfiguration, ObservedConfigurationJson> =
  record<ObservedConfiguration>('an observed configuration', {
    configuration: RecordedValue,
    marks: optional(ResourceMarks),
  });
