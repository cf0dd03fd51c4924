import { show } from './show.js';
import { defineError, guardOf, type TaggedError } from './tagged.js';

/** A port of the host that threw, rejected, or did not answer in time. The cause stands in `cause`. */
export type PortFailure = TaggedError<
  'PortFailure',
  { readonly port: string; readonly method: string; readonly reason: string }
>;
export const portFailure = defineError<PortFailure>(
  'PortFailure',
  (f) => `the ${f.port} port failed in ${f.method}: ${f.reason}`,
);
export const isPortFailure = guardOf<PortFailure>('PortFailure');

/** A port that answered with something of another tenant: an error, never data. */
export type ForeignTenant = TaggedError<
  'ForeignTenant',
  { readonly port: string; readonly method: string; readonly expected: string; readonly got: unknown }
>;
export const foreignTenant = defineError<ForeignTenant>(
  'ForeignTenant',
  (f) => `the ${f.port} port answered ${f.method} of tenant ${show(f.expected)} with a row of tenant ${show(f.got)}`,
);
export const isForeignTenant = guardOf<ForeignTenant>('ForeignTenant');

/** Something was asked that needs a port which the host did not give. */
export type MissingPort = TaggedError<'MissingPort', { readonly port: string; readonly purpose: string }>;
export const missingPort = defineError<MissingPort>(
  'MissingPort',
  (f) => `the ${f.port} port is needed ${f.purpose}, but the host gave none`,
);
export const isMissingPort = guardOf<MissingPort>('MissingPort');

/** Work that its caller called off through an `AbortSignal`. */
export type Cancelled = TaggedError<'Cancelled', { readonly what: string }>;
export const cancelled = defineError<Cancelled>('Cancelled', (f) => `${f.what} was cancelled`);
export const isCancelled = guardOf<Cancelled>('Cancelled');
