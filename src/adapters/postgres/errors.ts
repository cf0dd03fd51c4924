import { show } from '../../errors/show.js';
import { defineError, type MakeError, type TaggedError } from '../../errors/tagged.js';

/** A database that cannot be brought to the schema that this version of the library needs. */
export type MigrationFailure = TaggedError<
  'MigrationFailure',
  { readonly schema: string; readonly version: number; readonly reason: string }
>;
export const migrationFailure: MakeError<MigrationFailure> = defineError<MigrationFailure>(
  'MigrationFailure',
  (f) => `the schema ${show(f.schema)} stays at version ${f.version}: ${f.reason}`,
);

/** Somebody else changed a record after it was read, so writing it now would undo their change. */
export type StaleWrite = TaggedError<
  'StaleWrite',
  { readonly what: string; readonly expectedVersion: number; readonly actualVersion: number | null }
>;
export const staleWrite: MakeError<StaleWrite> = defineError<StaleWrite>(
  'StaleWrite',
  (f) =>
    `${f.what} is at version ${f.actualVersion ?? 'none'}, expected ${f.expectedVersion} as it was when it was read: ` +
    'read it again',
);

/**
 * Text that a database cannot hold as it is (a NUL character, half a surrogate pair), where two ids could become one,
 * or an id without a character.
 */
export type UnstorableText = TaggedError<'UnstorableText', { readonly what: string; readonly text: unknown }>;
export const unstorableText: MakeError<UnstorableText> = defineError<UnstorableText>(
  'UnstorableText',
  (f) =>
    `${f.what} ${show(f.text)} cannot be stored: expected text that is not empty, without NUL and half surrogate pairs`,
);

/**
 * The database refused work: it met other transactions again and again (SQLSTATE 40001, 40P01), the disk is full
 * (53100), there are too many connections (53300), a right is missing (42501) and so on. Nothing of the work is
 * stored.
 */
export type DatabaseFailure = TaggedError<
  'DatabaseFailure',
  { readonly sqlState: string; readonly reason: string; readonly attempts: number }
>;
export const databaseFailure: MakeError<DatabaseFailure> = defineError<DatabaseFailure>(
  'DatabaseFailure',
  (f) => `the database refused (SQLSTATE ${f.sqlState}, attempts: ${f.attempts}): ${f.reason}`,
);

/** Work on all tenants under a role that row level security lets see one tenant at a time. */
export type AllTenantsRefused = TaggedError<'AllTenantsRefused', { readonly table: string; readonly role: string }>;
export const allTenantsRefused: MakeError<AllTenantsRefused> = defineError<AllTenantsRefused>(
  'AllTenantsRefused',
  (f) =>
    `the role ${show(f.role)} may not see all tenants of ${f.table}: expected the owner of the table, or a role in ` +
    'allTenantsRoles of enableRowLevelSecurity',
);
