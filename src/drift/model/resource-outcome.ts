import { nonEmptyText, oneOf, optional, record, text, type t } from '../../codec/index.js';

/** What a scan found a resource to be. Not readable is never the same as in sync. */
export type ResourceStatus = 'in_sync' | 'drifted' | 'missing' | 'extra' | 'unreadable';

/** What a scan found out about one resource. */
export interface ResourceOutcome {
  /** The resource, by the id its provider gives it. */
  readonly resourceId: string;
  /** Its type, `aws_instance` for example. */
  readonly resourceType: string;
  /** How the two sides stand to each other, or that they could not be read. */
  readonly status: ResourceStatus;
  /** Why it could not be read. */
  readonly reason?: string;
}

export const ResourceOutcome: t.Type<ResourceOutcome, object> = record<ResourceOutcome>('the outcome of a resource', {
  resourceId: nonEmptyText,
  resourceType: text,
  status: oneOf(['in_sync', 'drifted', 'missing', 'extra', 'unreadable']),
  reason: optional(text),
});
