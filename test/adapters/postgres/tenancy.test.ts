import type { PGlite } from '@electric-sql/pglite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  Database,
  enableRowLevelSecurity,
  migrate,
  PostgresBill,
  type PostgresClient,
  PostgresDriftHistory,
  PostgresResults,
  PostgresRules,
  type RunQuery,
} from '../../../src/adapters/postgres/index.js';
import { TENANT_TABLES } from '../../../src/adapters/postgres/tenancy.js';
import type { Charge } from '../../../src/cost-allocation/index.js';
import { Decimal } from '../../../src/money/decimal.js';
import { orThrow } from '../../../src/prelude.js';
import { charge } from '../../cost-allocation/bill.js';
import { pglite, resetSession } from '../pglite.js';

let client: PGlite;
const schema = 'platform';
const year = { start: 0, end: 4e9 } as never;

/** The database as a role sees it: PGlite has one connection, so each transaction takes the role on. */
function as(role: string, tenantId?: string): PostgresClient {
  const transaction = <A>(work: (session: { query: RunQuery }) => Promise<A>): Promise<A> =>
    client.transaction(async (session) => {
      await session.query(`SET LOCAL ROLE ${role}`);
      if (tenantId !== undefined) await session.query(`SELECT set_config('omnicloud.tenant_id', $1, true)`, [tenantId]);
      return work({ query: (text, params) => session.query(text, params) });
    });
  return { transaction, query: (text, params) => transaction((session) => session.query(text, params)) };
}

const database = (role: string, rowLevelSecurity = false): Database =>
  new Database(as(role), { schema, rowLevelSecurity });

async function idsOf(role: string, query: object = {}): Promise<readonly string[]> {
  const ids: string[] = [];
  for await (const batch of new PostgresBill(database(role)).charges({ period: year, ...query } as never))
    ids.push(...batch.map(({ chargeId }) => chargeId));
  return ids;
}

beforeAll(async () => {
  client = await pglite();
  await client.exec(
    'CREATE ROLE owner; CREATE ROLE billing; CREATE ROLE app; GRANT CREATE ON DATABASE postgres TO owner',
  );
  orThrow(await migrate(as('owner'), { schema })());
  await enableRowLevelSecurity(as('owner'), { schema, allTenantsRoles: ['billing'] });
  await enableRowLevelSecurity(as('owner'), { schema, allTenantsRoles: ['billing'] });
  await client.exec(`GRANT USAGE ON SCHEMA ${schema} TO app, billing;
    GRANT SELECT, INSERT, UPDATE ON ALL TABLES IN SCHEMA ${schema} TO app, billing`);
  await new PostgresBill(database('owner')).add([
    charge('acme', '75.00', { chargeId: 'a1' }),
    charge('globex', '10.00', { chargeId: 'g1' }),
    charge(null, '4.00', { chargeId: 's1' }),
  ]);
});
afterAll(() => resetSession(client));

describe('row level security', () => {
  it('is on and forced on every table with a tenant_id', async () => {
    const { rows } = await client.query(
      `SELECT c.relname AS name, c.relrowsecurity AND c.relforcerowsecurity AS forced FROM pg_class c
       JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'tenant_id'
       WHERE c.relnamespace = $1::regnamespace AND c.relkind = 'r' ORDER BY 1`,
      [schema],
    );
    expect(rows).toEqual(TENANT_TABLES.map((name) => ({ name, forced: true })));
  });

  it.each([
    [undefined, []],
    ['', []],
    ['acme', ['a1']],
    ['globex', ['g1']],
  ])('shows a role with the tenant %j its own charges alone', async (tenantId, ids) => {
    const { rows } = await as('app', tenantId).query(`SELECT charge_id AS id FROM ${schema}.charges ORDER BY 1`);
    expect(rows).toEqual(ids.map((id) => ({ id })));
  });

  it('shows the bill as a whole to the owner and the roles that were named, and tells every other role', async () => {
    expect(await idsOf('owner')).toEqual(['a1', 'g1', 's1']);
    expect(await idsOf('billing')).toEqual(['a1', 'g1', 's1']);
    await expect(idsOf('app')).rejects.toMatchObject({ _tag: 'AllTenantsRefused', role: 'app' });
    const more = [charge('acme', '1.00', { chargeId: 'a2' })];
    await expect(new PostgresBill(database('app')).add(more)).rejects.toMatchObject({ _tag: 'AllTenantsRefused' });
    const { rows } = await client.query(`SELECT count(*)::int AS count FROM ${schema}.charges`);
    expect(rows).toEqual([{ count: 3 }]);
  });

  it('does not let another role make the setting of all tenants its own', async () => {
    const rows = await client.transaction(async (session) => {
      await session.query('SET LOCAL ROLE app');
      await session.query(`SELECT set_config('omnicloud.all_tenants', 'on', true)`);
      return (await session.query(`SELECT * FROM ${schema}.charges`)).rows;
    });
    expect(rows).toEqual([]);
  });

  it('holds for reading drift history across tenants', async () => {
    const history = (role: string) => new PostgresDriftHistory(database(role), { acrossTenants: true });
    await expect(history('app').read({ resourceId: 'r' })).rejects.toMatchObject({ _tag: 'AllTenantsRefused' });
    expect(await history('billing').read({ resourceId: 'r' })).toEqual([]);
  });
});

describe('migrate', () => {
  it('needs no rights where nothing is due', async () => {
    const done = await migrate(as('app'), { schema })();
    expect(done).toEqual({ _tag: 'Right', right: { from: 5, to: 5 } });
    expect(await migrate(as('app'), { schema: 'elsewhere' })()).toMatchObject({ left: { _tag: 'MigrationFailure' } });
  });
});

describe('what is refused where charges are added', () => {
  const refusals: readonly (readonly [string, Partial<Charge>, string])[] = [
    ['an amount of 1e308', { cost: new Decimal('1e308') }, 'DecodeError'],
    ['an amount whose exponent has 16 digits', { listCost: new Decimal('1e9000000000000000') }, 'DecodeError'],
    ['an end before its start', { start: 100, end: 99 }, 'InvalidCharge'],
    ['an invoice that ends before it begins', { billedFrom: 100, billedUntil: 99 }, 'InvalidCharge'],
    ['a currency that nobody has', { currency: 'ABC' }, 'InvalidCharge'],
    ['NUL in a tag', { tags: { a: 'x\0' } }, 'UnstorableText'],
    ['half a surrogate pair in the key of a tag', { tags: { '\ud800': 'x' } }, 'UnstorableText'],
    ['NUL in a resource id', { resourceId: 'r\0' }, 'UnstorableText'],
  ];
  it.each(refusals)('%s, by the id of the charge, and nothing of the call is stored', async (_name, over, tag) => {
    const bill = new PostgresBill(database('owner'));
    const poison = { ...charge('acme', '1.00', { chargeId: 'poison' }), ...over };
    const adding = bill.add([charge('acme', '1.00', { chargeId: 'sound' }), poison]);
    await expect(adding).rejects.toMatchObject({ _tag: tag, message: expect.stringContaining('poison') });
    expect(await idsOf('owner')).toEqual(['a1', 'g1', 's1']);
  });

  it('an empty id', async () => {
    const bill = new PostgresBill(database('owner'));
    await expect(bill.add([charge('acme', '1.00', { chargeId: '' })])).rejects.toMatchObject({ _tag: 'DecodeError' });
  });
});

describe('texts that are no ids', () => {
  it.each([[''], ['a\0b'], ['\udc00']])('%j is refused with and without row level security', async (tenantId) => {
    for (const secured of [true, false])
      await expect(new PostgresResults(database('app', secured)).find(tenantId, year)).rejects.toMatchObject({
        _tag: 'UnstorableText',
      });
  });
});

/** A client whose next statements of a kind fail with a SQLSTATE. */
function failing(times: number, code: string, pattern = /INSERT/): PostgresClient {
  let left = times;
  const guard =
    (query: RunQuery): RunQuery =>
    async (text, params) => {
      if (left > 0 && pattern.test(text)) {
        left -= 1;
        throw Object.assign(new Error('the server says no to postgres://app:hunter22@db'), { code });
      }
      return query(text, params);
    };
  return {
    query: guard((text, params) => client.query(text, params)),
    transaction: (work) =>
      client.transaction((session) => work({ query: guard((text, params) => session.query(text, params)) })),
  };
}

describe('what the database refuses', () => {
  const rule = {
    ruleId: 'r1',
    name: 'n',
    category: 'shared',
    strategy: 'equal',
    weightByCategory: {},
    effectiveFrom: 0,
    effectiveUntil: null,
    isActive: true,
  } as const;

  it.each([['40001'], ['40P01']])('a conflict (%s) is tried again, five times at most', async (code) => {
    const rules = (times: number) => new PostgresRules(new Database(failing(times, code), { schema }));
    await rules(4).save({ ...rule, ruleId: `once ${code}` });
    await expect(rules(5).save({ ...rule, ruleId: `always ${code}` })).rejects.toMatchObject({
      _tag: 'DatabaseFailure',
      sqlState: code,
      attempts: 5,
    });
    const bill = new PostgresBill(new Database(failing(2, code), { schema }));
    await bill.add([charge('acme', '75.00', { chargeId: 'a1' })]);
  });

  it.each([
    ['a full disk', '53100'],
    ['too many connections', '53300'],
    ['a shutdown', '57P01'],
  ])('%s is a typed error at once, without a secret, and nothing is stored', async (_name, code) => {
    const bill = new PostgresBill(new Database(failing(1, code), { schema }));
    const adding = bill.add([charge('acme', '1.00', { chargeId: 'new' })]);
    await expect(adding).rejects.toMatchObject({ _tag: 'DatabaseFailure', sqlState: code, attempts: 1 });
    await expect(adding).rejects.not.toMatchObject({ message: expect.stringContaining('hunter22') });
    expect(await idsOf('owner')).toEqual(['a1', 'g1', 's1']);
  });

  it('a connection that breaks is one, too', async () => {
    const broken = Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET', syscall: 'read' });
    const fails: RunQuery = () => Promise.reject(broken);
    const down = new Database({ query: fails, transaction: () => Promise.reject(broken) }, { schema });
    await expect(new PostgresBill(down).add([])).rejects.toMatchObject({ _tag: 'DatabaseFailure', sqlState: '08000' });
    await expect(new PostgresRules(down).list()).rejects.toMatchObject({ _tag: 'DatabaseFailure', sqlState: '08000' });
  });
});
