import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { servePlatform } from '../../docs/examples/host/platform/serve.js';
import { sampleWorld, type SampleSize } from '../../docs/examples/host/platform/sample-world.js';
import { EMPTY_WORLD, Inbox } from '../../docs/examples/host/platform/world.js';
import { seededRandom, type SeededRandom } from '../../src/testing/index.js';
import { realPostgres, type RealPostgres } from '../adapters/postgres/real-postgres.js';
import { bundle } from './bundle.js';
import { endOf } from './child-process.js';
import { firstDifference, stateOf } from './host-state.js';

export interface KillSpec {
  readonly kills: number;
  readonly seed: number;
  readonly fanOut?: boolean;
  /** Told after each cycle how many kills there have been. */
  readonly onCycle?: (kills: number) => void;
}

/** What many broken-off runs of the example host came to. */
export interface KillOutcome {
  readonly kills: number;
  /** Runs of all nights, each with some kills, whose end was held against an undisturbed run. */
  readonly cycles: number;
  /** What of them ended otherwise than undisturbed; empty where all is well. */
  readonly differences: readonly string[];
  /** How many records an undisturbed run leaves, of which kind. */
  readonly records: Readonly<Record<string, number>>;
  /** How often a receiver was told something again that it knew already by its key. */
  readonly repeatedDeliveries: number;
  readonly undisturbedSeconds: number;
}

const NIGHTS = ['2026-11-22', '2026-11-23'];
const SIZE: SampleSize = { tenants: 2, charges: 60, days: 30 };
/** More than this in a night, and it is left to finish. */
const MOST_KILLS_A_NIGHT = 6;

/** The example host, ready to be killed: with a server, and with the end of a run that nothing disturbed. */
export interface KillableHost {
  /**
   * Runs the host for some nights, kills it (SIGKILL) at random moments, starts it again, and compares the end. With
   * `fanOut` the host is the one with a queue and two worker processes, held against the one without.
   */
  kill(spec: KillSpec): Promise<KillOutcome>;
  stop(): Promise<void>;
}

export async function killableHost(): Promise<KillableHost> {
  // Below the project, so that what is not put into the bundle is found.
  const scratch = await mkdtemp(fileURLToPath(new URL('../../node_modules/.omnicloud-host-', import.meta.url)));
  const server = await realPostgres();
  const stop = async (): Promise<void> => {
    await server.stop();
    await rm(scratch, { recursive: true, force: true });
  };
  const made = async (program: string, name: string): Promise<string> => {
    await bundle(`docs/examples/host/${program}.ts`, join(scratch, name));
    return join(scratch, name);
  };
  try {
    const plain = await made('main', 'host.mjs');
    const reference = await cycle(server, plain, 'undisturbed', undefined);
    let databases = 0;
    const kill = async (spec: KillSpec): Promise<KillOutcome> => {
      const program = spec.fanOut === true ? await made('fan-out/main', 'main.mjs') : plain;
      if (spec.fanOut === true) await made('fan-out/worker', 'worker.mjs');
      const random = seededRandom(spec.seed);
      const tally = { kills: 0, cycles: 0, repeated: 0 };
      const differences: string[] = [];
      while (tally.kills < spec.kills) {
        tally.cycles += 1;
        const most = Math.min(MOST_KILLS_A_NIGHT, Math.ceil((spec.kills - tally.kills) / NIGHTS.length));
        const killer = { random, most, longest: reference.longestSeconds };
        const disturbed = await cycle(server, program, `disturbed_${(databases += 1)}`, killer);
        tally.kills += disturbed.kills;
        tally.repeated += disturbed.inbox.repeated;
        spec.onCycle?.(tally.kills);
        if (disturbed.state !== reference.state)
          differences.push(`cycle ${tally.cycles}: ${firstDifference(reference.state, disturbed.state)}`);
      }
      return {
        kills: tally.kills,
        cycles: tally.cycles,
        differences,
        records: reference.records,
        repeatedDeliveries: tally.repeated,
        undisturbedSeconds: reference.seconds,
      };
    };
    return { kill, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** One series of kills on a host of its own. */
export async function killHost(spec: KillSpec): Promise<KillOutcome> {
  const host = await killableHost();
  try {
    return await host.kill(spec);
  } finally {
    await host.stop();
  }
}

interface Killer {
  readonly random: SeededRandom;
  readonly most: number;
  readonly longest: number;
}

async function cycle(server: RealPostgres, program: string, database: string, killer: Killer | undefined) {
  await server.pool().query(`CREATE DATABASE ${database}`);
  const url = new URL(server.url);
  url.pathname = `/${database}`;
  const inbox = new Inbox();
  const platform = { world: EMPTY_WORLD, inbox, pageSize: 50 };
  const services = await servePlatform(platform);
  const pool = server.pool({ connectionString: url.href, max: 1 });
  const took: number[] = [];
  try {
    for (const night of NIGHTS) {
      platform.world = sampleWorld(night, SIZE);
      const environment = {
        DATABASE_URL: url.href,
        PLATFORM_URL: services.url,
        DIGEST_KEY: 'a key for tests alone',
        NIGHT: night,
        WORKER_PROGRAM: join(dirname(program), 'worker.mjs'),
      };
      for (let killed = 0, finished = false; !finished;) {
        const began = performance.now();
        const child = spawn(process.execPath, [program], { env: environment, stdio: ['ignore', 'ignore', 'pipe'] });
        const delay = killer !== undefined && killed < killer.most ? killer.random.next() * killer.longest : undefined;
        finished = await endOf(child, delay);
        if (!finished) killed += 1;
        took.push((performance.now() - began) / 1000);
      }
    }
    const state = await stateOf(pool, inbox);
    return {
      ...state,
      inbox,
      kills: took.length - NIGHTS.length,
      longestSeconds: Math.max(...took),
      seconds: took.reduce((a, b) => a + b, 0),
    };
  } finally {
    await services.close();
    await pool.end();
  }
}
