import { defineError, type MakeError, type TaggedError } from '../../errors/tagged.js';

/** What kept a service from answering. */
export type ServiceFailureKind =
  | 'unreachable'
  | 'timeout'
  | 'status'
  | 'garbage'
  | 'too_large'
  | 'redirect'
  | 'circuit_open'
  | 'wrong_tenant'
  | 'bad_request';

/**
 * A call of a service over HTTP that gave no usable answer. It names the service, the method and the path, never the
 * query, a header or a body: those may hold secrets.
 */
export type ServiceFailure = TaggedError<
  'ServiceFailure',
  {
    readonly service: string;
    readonly method: string;
    readonly path: string;
    readonly kind: ServiceFailureKind;
    readonly reason: string;
    readonly correlationId: string;
    /** How often the call was tried. */
    readonly attempts: number;
    readonly status?: number;
    /** How long the service asked to be left alone. */
    readonly retryAfterSeconds?: number;
  }
>;
export const serviceFailure: MakeError<ServiceFailure> = defineError<ServiceFailure>(
  'ServiceFailure',
  (f) =>
    `the ${f.service} service did not answer ${f.method} ${f.path}: ${f.reason}` +
    ` (attempts: ${f.attempts}, correlation id: ${f.correlationId})`,
);
