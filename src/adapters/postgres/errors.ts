import { show } from '../../errors/show.js';
import { defineError, type TaggedError } from '../../errors/tagged.js';

/** A database that cannot be brought to the schema that this version of the library needs. */
export type MigrationFailure = TaggedError<
  'MigrationFailure',
  { readonly schema: string; readonly version: number; readonly reason: string }
>;
export const migrationFailure = defineError<MigrationFailure>(
  'MigrationFailure',
  (f) => `the schema ${show(f.schema)} stays at version ${f.version}: ${f.reason}`,
);

/** Somebody else changed a record after it was read, so writing it now would undo their change. */
export type StaleWrite = TaggedError<
  'StaleWrite',
  { readonly what: string; readonly expectedVersion: number; readonly actualVersion: number | null }
>;
export const staleWrite = defineError<StaleWrite>(
  'StaleWrite',
  (f) =>
    `${f.what} is at version ${f.actualVersion ?? 'none'}, expected ${f.expectedVersion} as it was when it was read: ` +
    'read it again',
);

/**
 * Text that a database cannot hold as it is (a NUL character, half a surrogate pair), where two ids could become one.
 */
export type UnstorableText = TaggedError<'UnstorableText', { readonly what: string; readonly text: unknown }>;
export const unstorableText = defineError<UnstorableText>(
  'UnstorableText',
  (f) => `${f.what} ${show(f.text)} cannot be stored: expected text without NUL and without half a surrogate pair`,
);
