import { cancelled, type Cancelled } from '../../errors/kernel.js';
import { isError } from '../../errors/tagged.js';
import { ignoreErrors } from '../../host/try.js';
import { E, type TaskEither } from '../../prelude.js';
import { checkSchemaName, inTransaction, type PostgresClient, type RunQuery, toStorableText } from './database.js';
import { migrationFailure, type MigrationFailure } from './errors.js';
import { type Migration, MIGRATIONS } from './migrations.js';
import { policyStatements, TENANT_TABLES } from './tenancy.js';

/** What a migration did: the version that it found, and the one that it left. */
export interface MigrationOutcome {
  /** The version before, 0 for an empty database. */
  readonly from: number;
  /** The version after. */
  readonly to: number;
}

/** How to migrate. Everything may be left out. */
export interface MigrationOptions {
  /** The schema of the tables. Default `omnicloud`. */
  readonly schema?: string;
  /** The steps; those of this library where left out. */
  readonly steps?: readonly Migration[];
  /** Calls the migration off before its next statement: the answer is `Cancelled`, and the schema is as it was. */
  readonly signal?: AbortSignal;
  /** Told after each step that was due; `total` of them are. What it throws is dropped. */
  readonly onProgress?: (done: number, total: number) => void;
}

/**
 * Brings the schema from any released version to the one that this library needs; does nothing where it is there
 * already. All steps run in one transaction under an advisory lock, so any number of hosts may start at once: one
 * migrates, the others wait and find it done. A schema of a newer library, or one that somebody else made, is left
 * alone.
 */
export function migrate(
  client: PostgresClient,
  options: MigrationOptions = {},
): TaskEither<MigrationFailure | Cancelled, MigrationOutcome> {
  const steps = options.steps ?? MIGRATIONS;
  return async () => {
    let version = 0;
    const schema = options.schema ?? checkSchemaName();
    try {
      checkSchemaName(schema);
      throwIfAborted(options.signal);
      const before = await appliedSteps((text, params) => client.query(text, params), schema);
      version = before.length;
      refuseForeign(before, steps, schema);
      // Where nothing is due, reading is enough: a host may run under a role that can change nothing.
      if (before.length === steps.length) return E.right({ from: version, to: version });
      return E.right(
        await inTransaction(client, async (run) => {
          const query: RunQuery = (text, params) => {
            throwIfAborted(options.signal);
            return run(text, params);
          };
          await prepare(query, schema);
          const done = await appliedSteps(query, schema);
          version = done.length;
          refuseForeign(done, steps, schema);
          const due = steps.slice(done.length);
          for (const [i, step] of due.entries()) {
            await apply(query, schema, step);
            ignoreErrors(() => options.onProgress?.(i + 1, due.length));
          }
          throwIfAborted(options.signal);
          return { from: done.length, to: steps.length };
        }),
      );
    } catch (cause) {
      if (isError<MigrationFailure>(cause, 'MigrationFailure') || isError<Cancelled>(cause, 'Cancelled'))
        return E.left(cause);
      const reason = cause instanceof Error ? cause.message : 'the database refused';
      return E.left(migrationFailure({ schema, version, reason }, cause));
    }
  };
}

function throwIfAborted(signal: AbortSignal | undefined): void {
  if (signal?.aborted === true) throw cancelled({ what: 'the migration' });
}

async function prepare(query: RunQuery, schema: string): Promise<void> {
  await query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`omnicloud migration of ${schema}`]);
  // CREATE SCHEMA IF NOT EXISTS asks for the right to create one even where it is there.
  const { rows } = await query('SELECT to_regnamespace($1) IS NULL AS missing', [schema]);
  if ((rows[0] as { readonly missing: unknown }).missing === true) await query(`CREATE SCHEMA IF NOT EXISTS ${schema}`);
  await query(
    `CREATE TABLE IF NOT EXISTS ${schema}.schema_versions (
       version    integer     PRIMARY KEY,
       name       text        NOT NULL,
       applied_at timestamptz NOT NULL DEFAULT now()
     )`,
  );
}

/** The names of the steps that the schema has; none where it is not there yet. */
async function appliedSteps(query: RunQuery, schema: string): Promise<readonly string[]> {
  const found = await query(
    `SELECT EXISTS (
       SELECT FROM pg_catalog.pg_tables WHERE schemaname = $1 AND tablename = 'schema_versions'
     ) AS present`,
    [schema],
  );
  if ((found.rows[0] as { readonly present: unknown }).present !== true) return [];
  const { rows } = await query(`SELECT name FROM ${schema}.schema_versions ORDER BY version`);
  return rows.map((row) => String((row as { readonly name: unknown }).name));
}

function refuseForeign(done: readonly string[], steps: readonly Migration[], schema: string): void {
  const version = done.length;
  if (version > steps.length) {
    const reason = `it is newer than this library, which knows versions up to ${steps.length}`;
    throw migrationFailure({ schema, version, reason });
  }
  const foreign = done.findIndex((name, i) => name !== steps[i]?.name);
  if (foreign < 0) return;
  const wanted = steps[foreign]?.name;
  const reason = `its step ${foreign + 1} is "${done[foreign]}", not "${wanted}": it belongs to something else`;
  throw migrationFailure({ schema, version, reason });
}

async function apply(query: RunQuery, schema: string, step: Migration): Promise<void> {
  for (const statement of step.statements(schema)) await query(statement);
  await query(`INSERT INTO ${schema}.schema_versions (version, name) VALUES ($1, $2)`, [step.version, step.name]);
}

/** How {@link enableRowLevelSecurity} is done. */
export interface RowLevelSecurityOptions {
  /** The schema of the tables. Default `omnicloud`. */
  readonly schema?: string;
  /**
   * Roles that may see the rows of all tenants, beside the one that calls: whoever runs `PostgresBill`, or reads drift
   * history across tenants. Every other role sees one tenant at a time.
   */
  readonly allTenantsRoles?: readonly string[];
}

/**
 * Lets PostgreSQL itself keep tenants apart: afterwards a session sees and writes only rows of the tenant in the
 * setting `omnicloud.tenant_id`, which stores made with `rowLevelSecurity: true` set in each transaction; without the
 * setting it sees nothing. Work on a whole bill runs under the setting `omnicloud.all_tenants`, which `PostgresBill`
 * makes and which counts for the calling role (the owner of the tables) and the roles that are named alone. Holds for
 * the owner too, but never for superusers. Can be called again, and should be after each migration.
 */
export async function enableRowLevelSecurity(
  client: PostgresClient,
  options: RowLevelSecurityOptions = {},
): Promise<void> {
  const schema = checkSchemaName(options.schema);
  const roles = ['CURRENT_USER', ...(options.allTenantsRoles ?? []).map(quoteRole)];
  await inTransaction(client, async (query) => {
    for (const table of TENANT_TABLES)
      for (const statement of policyStatements(schema, table, roles)) await query(statement);
  });
}

function quoteRole(role: string): string {
  return `"${toStorableText(role, 'the role').replaceAll('"', '""')}"`;
}
