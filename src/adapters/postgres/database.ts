import { isStorableText, flag, text } from '../../codec/values.js';
import { maskSecrets } from '../../errors/mask-secrets.js';
import { decode } from '../../codec/decode.js';
import { optionsOf } from '../../codec/record.js';
import { notAsExpected } from '../../errors/kernel.js';
import { show } from '../../errors/show.js';
import { pause } from '../../host/port-call.js';
import { orThrow } from '../../prelude.js';
import { allTenantsRefused, databaseFailure, unstorableText } from './errors.js';
import { SET_ALL_TENANTS, SET_TENANT, type TenantTable } from './tenancy.js';

/** One row as a client gives it. */
export type Row = Readonly<Record<string, unknown>>;

/** Runs one statement; `$1`, `$2`, … in the text stand for `params`. */
export type RunQuery = (text: string, params?: unknown[]) => Promise<{ readonly rows: readonly unknown[] }>;

/**
 * What the stores need of a database client: a `pg.Pool`, a PGlite, or anything that looks like one of them. There is
 * no dependency on either. Transactions use `transaction` where the client has it (PGlite) and else a connection of its
 * own from `connect` (a pool). A single `pg.Client` is not enough: two transactions on it would run into each other.
 */
export interface PostgresClient {
  /** Runs one statement. */
  query: RunQuery;
  /** Runs work in one transaction, as PGlite offers it. */
  transaction?<A>(work: (session: { query: RunQuery }) => Promise<A>): Promise<A>;
  /** Hands out a session, as a `pg` pool offers it. */
  connect?(): Promise<PostgresSession>;
}

/** A connection out of a pool. Given an error, `release` closes it instead of putting it back. */
export interface PostgresSession {
  /** Runs one statement in this session. */
  query: RunQuery;
  /** Gives the session back; with an error it is not used again. */
  release(error?: Error | boolean): void;
}

/** SQLSTATEs of two transactions that cannot be put in one order: the same again may succeed. */
const CONFLICTS: ReadonlySet<string> = new Set(['40001', '40P01']);

/** How often work is tried that meets another transaction, and the longest wait before the second try. */
const MAX_ATTEMPTS = 5;
const FIRST_WAIT_SECONDS = 0.01;

/**
 * Runs work on the database. Where it meets another transaction (SQLSTATE 40001, 40P01), it is done again after a
 * random wait; what the database refuses is thrown as a `DatabaseFailure`. Nothing of a failed try is stored.
 */
async function withRetry<A>(work: () => Promise<A>): Promise<A> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work();
    } catch (cause) {
      const state = sqlState(cause);
      if (state === undefined) throw cause;
      if (!CONFLICTS.has(state) || attempt >= MAX_ATTEMPTS) {
        const reason = cause instanceof Error ? maskSecrets(cause.message.slice(0, 500)) : 'it gave no reason';
        throw databaseFailure({ sqlState: state, reason, attempts: attempt }, cause);
      }
      await pause(FIRST_WAIT_SECONDS * 2 ** (attempt - 1) * Math.random(), new AbortController().signal);
    }
  }
}

/** SQLSTATEs are five letters and digits; the classes that begin with a letter are these. */
const SQL_STATE = /^(?:[0-9][0-9A-Z]|F0|HV|P0|XX)[0-9A-Z]{3}$/;

/** What a connection that cannot be made or breaks counts as: a connection exception. */
const NO_CONNECTION = '08000';

/** The SQLSTATE of an error of the database or of its connection; undefined for every other error. */
function sqlState(cause: unknown): string | undefined {
  if (!(cause instanceof Error)) return undefined;
  const { code, syscall } = cause as { readonly code?: unknown; readonly syscall?: unknown };
  if (typeof code === 'string' && SQL_STATE.test(code)) return code;
  return typeof syscall === 'string' ? NO_CONNECTION : undefined;
}

/**
 * Runs `work` in a transaction: all of it stays, or nothing where it throws. It may be run again, see {@link
 * withRetry}.
 */
export function inTransaction<A>(client: PostgresClient, work: (query: RunQuery) => Promise<A>): Promise<A> {
  return withRetry(() => runTransaction(client, work));
}

async function runTransaction<A>(client: PostgresClient, work: (query: RunQuery) => Promise<A>): Promise<A> {
  if (client?.transaction !== undefined) {
    return client.transaction((session) => work((text, params) => session.query(text, params)));
  }
  if (client?.connect === undefined)
    throw notAsExpected('the client', 'expected transaction() or connect(), got neither');
  const session = await client.connect();
  const query: RunQuery = (text, params) => session.query(text, params);
  let broken: Error | boolean = false;
  try {
    await query('BEGIN');
    const result = await work(query);
    await query('COMMIT');
    return result;
  } catch (error) {
    // A connection that cannot even roll back is in an unknown state: it must not serve anyone else.
    await query('ROLLBACK').catch((failure: unknown) => {
      broken = failure instanceof Error ? failure : true;
    });
    throw error;
  } finally {
    session.release(broken);
  }
}

/** The schema where the tables are, unless the host names another. */
const DEFAULT_SCHEMA = 'omnicloud';

const SCHEMA_NAME = /^[a-z_][a-z0-9_]{0,62}$/;

/** The name of a schema, checked, because it becomes part of the statements; throws for one that needs quoting. */
export function checkSchemaName(name: string = DEFAULT_SCHEMA): string {
  if (typeof name === 'string' && SCHEMA_NAME.test(name)) return name;
  const expected = 'expected lower-case letters, digits and underscores, and no digit first';
  throw notAsExpected('the name of the schema', `${expected}, got ${show(name)}`);
}

/** An id as PostgreSQL can hold it, unchanged; throws `UnstorableText` for anything else. */
export function toStorableText(text: string, what: string): string {
  if (!isStorableText(text) || text === '') throw unstorableText({ what, text });
  return text;
}

/** A document as PostgreSQL's `json` type keeps it: to the letter, with `\u0000` and half pairs as escapes. */
export function toJsonText(document: unknown): string {
  return JSON.stringify(document);
}

/** Where the stores find their tables, and how strictly tenants are kept apart. */
export interface DatabaseOptions {
  /** The schema of the tables. Default `omnicloud`. */
  readonly schema?: string;
  /**
   * Tell PostgreSQL in every transaction which tenant is meant, so that the policies of `enableRowLevelSecurity` hold.
   * Each statement then costs three more round trips. Default false: the `WHERE` of every statement does the same.
   */
  readonly rowLevelSecurity?: boolean;
}

const DatabaseOptions = optionsOf<DatabaseOptions>('the options', { schema: text, rowLevelSecurity: flag });

/** Runs statements for one tenant: `$1` is always the tenant, and a statement that does not ask for it is refused. */
export type TenantQuery = (text: string, ...params: unknown[]) => Promise<readonly Row[]>;

/** The stores' way to the database. */
export class Database {
  /** The schema that the tables are in. */
  readonly schema: string;
  readonly #client: PostgresClient;
  readonly #secured: boolean;

  constructor(client: PostgresClient, options: DatabaseOptions = {}) {
    const asked = orThrow(decode(DatabaseOptions, options ?? {}, 'the options of the database'));
    this.#client = client;
    this.schema = checkSchemaName(asked.schema);
    this.#secured = asked.rowLevelSecurity ?? false;
  }

  /** One statement for one tenant. */
  async forTenant(tenantId: string, text: string, ...params: unknown[]): Promise<readonly Row[]> {
    if (this.#secured) return this.transactionFor(tenantId, (query) => query(text, ...params));
    return withRetry(() => tenantQuery((sql, values) => this.#client.query(sql, values), tenantId)(text, ...params));
  }

  /** Several statements for one tenant, all or nothing. */
  async transactionFor<A>(tenantId: string, work: (query: TenantQuery) => Promise<A>): Promise<A> {
    toStorableText(tenantId, 'the tenant id');
    return inTransaction(this.#client, async (query) => {
      if (this.#secured) await query(SET_TENANT, [tenantId]);
      return work(tenantQuery(query, tenantId));
    });
  }

  /** One statement on tables that belong to no tenant. */
  async shared(text: string, ...params: unknown[]): Promise<readonly Row[]> {
    return (await withRetry(() => this.#client.query(text, params))).rows as readonly Row[];
  }

  /**
   * Several statements on the rows of all tenants of a table, all or nothing. Where row level security is on, the role
   * must be one that may see all tenants; for any other role this throws `AllTenantsRefused` instead of showing it
   * less.
   */
  allTenants<A>(table: TenantTable, work: (query: TenantQuery) => Promise<A>): Promise<A> {
    return inTransaction(this.#client, async (query) => {
      const { rows } = await query(SET_ALL_TENANTS, [this.schema, table]);
      const { refused, role } = rows[0] as { readonly refused?: unknown; readonly role?: unknown };
      if (refused === true) throw allTenantsRefused({ table: `${this.schema}.${table}`, role: String(role) });
      return work(async (text, ...params) => (await query(text, params)).rows as readonly Row[]);
    });
  }
}

const NAMES_ITS_TENANT = /\btenant_id = \$1\b|\(tenant_id, [^)]*\)\s*(VALUES \(|SELECT )\$1\b/;

function tenantQuery(query: RunQuery, tenantId: string): TenantQuery {
  return async (text, ...params) => {
    // A mistake of ours, not of the host: no statement on a tenant's tables may forget whose they are.
    if (!NAMES_ITS_TENANT.test(text)) throw new TypeError('a statement for a tenant does not name the tenant');
    return (await query(text, [toStorableText(tenantId, 'the tenant id'), ...params])).rows as readonly Row[];
  };
}
