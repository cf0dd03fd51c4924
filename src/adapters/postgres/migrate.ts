import { decode } from '../../codec/decode.js';
import { listOf, optionsOf } from '../../codec/record.js';
import { abortSignal, callback, lookedAtLater, text } from '../../codec/values.js';
import { cancelled, type Cancelled } from '../../errors/kernel.js';
import { maskSecrets } from '../../errors/mask-secrets.js';
import { isError } from '../../errors/tagged.js';
import { ignoreErrors } from '../../host/try.js';
import { E, orThrow, type TaskEither } from '../../prelude.js';
import { checkSchemaName, inTransaction, type PostgresClient, type RunQuery, toStorableText } from './database.js';
import { migrationFailure, type MigrationFailure } from './errors.js';
import { policyStatements, TENANT_TABLES } from './tenancy.js';

/**
 * One step of the schema, from the version before to its own. Once released it never changes: a correction is a new
 * step.
 */
interface Migration {
  readonly version: number;
  readonly name: string;
  /** The statements, in order; they run in one transaction with the steps around them. */
  readonly statements: (schema: string) => readonly string[];
}

/**
 * The drift history. `entry` is `json`, not `jsonb`: the hash chain covers it, so it is kept to the letter. The primary
 * key is what makes `append` atomic: of two scans that add the same link of a chain one gets `conflict`.
 */
const driftEntries: Migration = {
  version: 1,
  name: 'drift entries',
  statements: (schema) => [
    `CREATE TABLE ${schema}.drift_entries (
       tenant_id   text             NOT NULL,
       resource_id text             NOT NULL,
       sequence    bigint           NOT NULL CHECK (sequence >= 0),
       recorded_at double precision NOT NULL,
       entry       json             NOT NULL,
       PRIMARY KEY (tenant_id, resource_id, sequence)
     )`,
    `CREATE INDEX drift_entries_by_resource ON ${schema}.drift_entries (resource_id, recorded_at)`,
  ],
};

/** Forecasts and custom models. Ids compare by their bytes ("C"), so that ties break alike on every server. */
const forecasts: Migration = {
  version: 2,
  name: 'forecasts and models',
  statements: (schema) => [
    `CREATE TABLE ${schema}.forecasts (
       tenant_id    text             NOT NULL,
       forecast_id  text COLLATE "C" NOT NULL,
       metric       text             NOT NULL,
       generated_at double precision NOT NULL,
       forecast     json             NOT NULL,
       PRIMARY KEY (tenant_id, forecast_id)
     )`,
    `CREATE INDEX forecasts_latest ON ${schema}.forecasts (tenant_id, metric, generated_at DESC, forecast_id DESC)`,
    `CREATE TABLE ${schema}.models (
       tenant_id  text             NOT NULL,
       model_id   text COLLATE "C" NOT NULL,
       metric     text             NOT NULL,
       trained_at double precision NOT NULL,
       model      json             NOT NULL,
       PRIMARY KEY (tenant_id, model_id)
     )`,
    `CREATE INDEX models_latest ON ${schema}.models (tenant_id, metric, trained_at DESC, model_id DESC)`,
  ],
};

/**
 * Rules with every version they ever had, results, and the entitlements that `carryForward` rules pass on. The primary
 * key of `rule_versions` is what tells two writers apart that change one rule at the same time.
 */
const allocation: Migration = {
  version: 3,
  name: 'rules, results and carried entitlements',
  statements: (schema) => [
    `CREATE TABLE ${schema}.rule_versions (
       rule_id  text COLLATE "C" NOT NULL,
       version  integer          NOT NULL CHECK (version >= 1),
       saved_at double precision NOT NULL,
       rule     json             NOT NULL,
       PRIMARY KEY (rule_id, version)
     )`,
    `CREATE TABLE ${schema}.allocation_results (
       tenant_id       text             NOT NULL,
       allocation_id   text COLLATE "C" NOT NULL,
       period_start    double precision NOT NULL,
       period_end      double precision NOT NULL,
       total_allocated numeric          NOT NULL,
       result          json             NOT NULL,
       PRIMARY KEY (tenant_id, allocation_id)
     )`,
    `CREATE INDEX allocation_results_by_period ON ${schema}.allocation_results (tenant_id, period_start, period_end)`,
    `CREATE TABLE ${schema}.carried_entitlements (
       as_of   double precision PRIMARY KEY,
       carried json             NOT NULL
     )`,
  ],
};

/**
 * The lines of bills. Amounts are `numeric`, so that sums of them are exact. The instants stand twice: as they came,
 * and in milliseconds, to which charges are read when they are added up. `has_parts` is kept where charges are added,
 * so that no query has to look for parts line by line.
 */
const charges: Migration = {
  version: 4,
  name: 'charges',
  statements: (schema) => [
    `CREATE TABLE ${schema}.charges (
       charge_id        text COLLATE "C" PRIMARY KEY,
       tenant_id        text,
       pool_id          text,
       project_id       text,
       resource_id      text,
       category         text             NOT NULL,
       cost             numeric          NOT NULL,
       billed_cost      numeric,
       list_cost        numeric,
       contracted_cost  numeric,
       currency         text             NOT NULL,
       usage_quantity   numeric,
       usage_unit       text,
       "start"          double precision NOT NULL,
       "end"            double precision NOT NULL,
       billed_from      double precision,
       billed_until     double precision,
       origin_charge_id text,
       tags             json             NOT NULL,
       has_parts        boolean          NOT NULL DEFAULT false,
       from_ms          bigint           NOT NULL,
       until_ms         bigint           NOT NULL CHECK (until_ms >= from_ms),
       billed_from_ms   bigint,
       billed_until_ms  bigint           CHECK (billed_until_ms >= billed_from_ms)
     )`,
    `CREATE INDEX charges_by_tenant ON ${schema}.charges (tenant_id, from_ms)`,
    `CREATE INDEX charges_by_resource ON ${schema}.charges (resource_id) WHERE resource_id IS NOT NULL`,
    `CREATE INDEX charges_by_origin ON ${schema}.charges (origin_charge_id) WHERE origin_charge_id IS NOT NULL`,
  ],
};

/** What of a charge concerns commitments. */
const commitments: Migration = {
  version: 5,
  name: 'commitments of charges',
  statements: (schema) => [
    `ALTER TABLE ${schema}.charges ADD COLUMN commitment_id text, ADD COLUMN purchase_cost numeric`,
  ],
};

/** Every step of the schema, oldest first; step n leads to version n. */
export const MIGRATIONS: readonly Migration[] = [driftEntries, forecasts, allocation, charges, commitments];

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

const MigrationOptions = optionsOf<MigrationOptions>('the options', {
  schema: text,
  steps: lookedAtLater,
  signal: abortSignal,
  onProgress: callback,
});

/**
 * Brings the schema from any released version to the one that this library needs; does nothing where it is there
 * already. All steps run in one transaction under an advisory lock, so any number of hosts may start at once: one
 * migrates, the others wait and find it done. A schema of a newer library, or one that somebody else made, is left
 * alone.
 */
export function migrate(
  client: PostgresClient,
  given: MigrationOptions = {},
): TaskEither<MigrationFailure | Cancelled, MigrationOutcome> {
  return async () => {
    let version = 0;
    let schema = '';
    try {
      const asked = orThrow(decode(MigrationOptions, given ?? {}, 'the options of the migration'));
      const { steps = MIGRATIONS, signal, onProgress } = asked;
      schema = checkSchemaName(asked.schema);
      throwIfAborted(signal);
      const before = await appliedSteps((text, params) => client.query(text, params), schema);
      version = before.length;
      refuseForeign(before, steps, schema);
      // Where nothing is due, reading is enough: a host may run under a role that can change nothing.
      if (before.length === steps.length) return E.right({ from: version, to: version });
      return E.right(
        await inTransaction(client, async (run) => {
          const query: RunQuery = (text, params) => {
            throwIfAborted(signal);
            return run(text, params);
          };
          await prepare(query, schema);
          const done = await appliedSteps(query, schema);
          version = done.length;
          refuseForeign(done, steps, schema);
          const due = steps.slice(done.length);
          for (const [i, step] of due.entries()) {
            await apply(query, schema, step);
            ignoreErrors(() => onProgress?.(i + 1, due.length));
          }
          throwIfAborted(signal);
          return { from: done.length, to: steps.length };
        }),
      );
    } catch (cause) {
      if (isError<MigrationFailure>(cause, 'MigrationFailure') || isError<Cancelled>(cause, 'Cancelled'))
        return E.left(cause);
      return E.left(toMigrationFailure(cause, schema, version));
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
 * the owner too, but never for superusers. Can be called again, and should be after each migration. Rejects with a
 * tagged error: `DatabaseFailure` for what the database refuses, `DecodeError` for what is no client or no option,
 * `MigrationFailure` for everything else.
 */
export async function enableRowLevelSecurity(
  client: PostgresClient,
  options: RowLevelSecurityOptions = {},
): Promise<void> {
  let schema = '';
  try {
    const asked = orThrow(decode(RowLevelSecurityOptions, options ?? {}, 'the options of row level security'));
    schema = checkSchemaName(asked.schema);
    const roles = ['CURRENT_USER', ...(asked.allTenantsRoles ?? []).map(quoteRole)];
    await inTransaction(client, async (query) => {
      for (const table of TENANT_TABLES)
        for (const statement of policyStatements(schema, table, roles)) await query(statement);
    });
  } catch (cause) {
    throw cause instanceof Error && '_tag' in cause ? cause : toMigrationFailure(cause, schema, MIGRATIONS.length);
  }
}

/** What went wrong as a failure that says where. */
function toMigrationFailure(cause: unknown, schema: string, version: number): MigrationFailure {
  const reason = cause instanceof Error ? maskSecrets(cause.message.slice(0, 500)) : 'the database refused';
  return migrationFailure({ schema, version, reason }, cause);
}

const RowLevelSecurityOptions = optionsOf<RowLevelSecurityOptions>('the options', {
  schema: text,
  allTenantsRoles: listOf(text),
});

function quoteRole(role: string): string {
  return `"${toStorableText(role, 'the role').replaceAll('"', '""')}"`;
}
