import { show } from './show.js';
import { defineError, type TaggedError } from './tagged.js';

/** A port of the host that threw, rejected, or did not answer in time. The cause stands in `cause`. */
export type PortFailure = TaggedError<
  'PortFailure',
  { readonly port: string; readonly method: string; readonly reason: string }
>;
/** Makes a {@link PortFailure}. */
export const portFailure = defineError<PortFailure>(
  'PortFailure',
  (f) => `the ${f.port} port failed in ${f.method}: ${f.reason}`,
);

/** A port that answered with something of another tenant: an error, never data. */
export type ForeignTenant = TaggedError<
  'ForeignTenant',
  { readonly port: string; readonly method: string; readonly expected: string; readonly got: unknown }
>;
/** Makes a {@link ForeignTenant}. */
export const foreignTenant = defineError<ForeignTenant>(
  'ForeignTenant',
  (f) => `the ${f.port} port answered ${f.method} of tenant ${show(f.expected)} with a row of tenant ${show(f.got)}`,
);

/** Something was asked that needs a port which the host did not give. */
export type MissingPort = TaggedError<'MissingPort', { readonly port: string; readonly purpose: string }>;
/** Makes a {@link MissingPort}. */
export const missingPort = defineError<MissingPort>(
  'MissingPort',
  (f) => `the ${f.port} port is needed ${f.purpose}, but the host gave none`,
);

/** Work that its caller called off through an `AbortSignal`. */
export type Cancelled = TaggedError<'Cancelled', { readonly what: string }>;
/** Makes a {@link Cancelled}. */
export const cancelled = defineError<Cancelled>('Cancelled', (f) => `${f.what} was cancelled`);
