import { nonEmptyText, optional, record, type t } from '../../codec/index.js';

/** Which resource is meant. A resource id is unique within its tenant. */
export interface ResourceReference {
  /** Whose it is. */
  readonly tenantId: string;
  /** The resource, by the id its provider gives it. */
  readonly resourceId: string;
  /** Its type, `aws_instance` for example. */
  readonly resourceType: string;
  /**
   * Whose rate limit a read of it counts against; told from the resource type where it is absent (`aws_vpc` → `aws`).
   */
  readonly provider?: string;
}

export const ResourceReference: t.Type<ResourceReference, object> = record<ResourceReference>('a resource', {
  tenantId: nonEmptyText,
  resourceId: nonEmptyText,
  resourceType: nonEmptyText,
  provider: optional(nonEmptyText),
});
