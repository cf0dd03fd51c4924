/**
 * How many planted faults a simulated year finds: each is put into a copy of the sources, alone, and the copy is
 * simulated until something does not hold. Prints the table, and how many days a second of one core are simulated.
 *
 * Options: `--from 0 --to 50` (which faults), `--seeds 8`, `--days 200`, `--speed` (only the speed: of 19 years after the first),
 * `--only 'a pattern of names'`.
 */
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { build, type Plugin } from 'esbuild';
import { plantedFaults, type PlantedFault } from './planted/faults.js';

const { values } = parseArgs({
  options: {
    from: { type: 'string', default: '0' },
    to: { type: 'string', default: '1000' },
    seeds: { type: 'string', default: '8' },
    days: { type: 'string', default: '200' },
    only: { type: 'string', default: '' },
    speed: { type: 'boolean', default: false },
  },
});

const root = fileURLToPath(new URL('../../', import.meta.url));
const MAX_SECONDS = 180;

if (values.speed) Object.assign(values, { seeds: '20', days: '365' });

/** A program that simulates until something does not hold. */
const PROGRAM = `
  import { simulate } from './src/testing/simulator.js';
  const [seeds, days] = process.argv.slice(2).map(Number);
  let began = process.cpuUsage();
  let found = '';
  let simulated = 0;
  const events = {};
  for (let seed = 1; seed <= seeds && found === ''; seed += 1) {
    // The first seed is not timed: until then Node.js compiles what it runs.
    if (seed === 2) began = process.cpuUsage();
    const { violations, steps, events: own } = await simulate({ seed, days, maxViolations: 1 });
    const [first] = violations;
    simulated += days;
    for (const [name, count] of Object.entries({ 'calls of ports': steps, ...own }))
      events[name] = (events[name] ?? 0) + count;
    if (first) found = \`seed \${seed}, day \${first.day}: \${first.invariant}: \${first.message}\`;
  }
  const { user, system } = process.cpuUsage(began);
  const inHundredDays = Object.entries(events).map(([name, count]) => name + ' ' + Math.round((100 * count) / simulated));
  console.log(JSON.stringify({ found, cpuSeconds: (user + system) / 1e6, inHundredDays }));
`;

/** How a simulation ended. */
interface Ending {
  readonly found: string;
  readonly cpuSeconds: number;
  /** What happens in a hundred days, on average of all years. */
  readonly inHundredDays: readonly string[];
}

function plant(fault: PlantedFault | undefined): Plugin {
  return {
    name: 'planted fault',
    setup(context) {
      if (fault === undefined) return;
      const path = join(root, fault.file);
      context.onLoad({ filter: /\.ts$/ }, async (args) =>
        args.path === path
          ? { loader: 'ts', contents: (await readFile(path, 'utf8')).replace(fault.search, () => fault.replace) }
          : undefined,
      );
    },
  };
}

async function run(outfile: string, fault: PlantedFault | undefined): Promise<Ending> {
  await build({
    stdin: { contents: PROGRAM, resolveDir: root, loader: 'ts' },
    bundle: true,
    platform: 'node',
    format: 'esm',
    // As a host's own bundle has them: the other form of fp-ts puts a getter before every function.
    mainFields: ['module', 'main'],
    outfile,
    logLevel: 'error',
    plugins: [plant(fault)],
  });
  return new Promise((resolve) => {
    const [seeds, days] = [values.seeds, values.days];
    execFile(process.execPath, [outfile, seeds, days], { timeout: MAX_SECONDS * 1000 }, (error, output) => {
      if (error === null) resolve(JSON.parse(output) as Ending);
      else
        resolve({ found: `it ends with ${error.message.split('\n')[0]}`, cpuSeconds: Number.NaN, inHundredDays: [] });
    });
  });
}

const scratch = await mkdtemp(join(tmpdir(), 'planted-'));
try {
  const sound = await run(join(scratch, 'sound.mjs'), undefined);
  const perSecond = Math.round(((Number(values.seeds) - 1) * Number(values.days)) / sound.cpuSeconds);
  console.log(`${perSecond} days a second of one core; without a fault: ${sound.found || 'all is well'}`);
  console.log(`in a hundred days: ${sound.inHundredDays.join(', ')}`);
  const named = plantedFaults.filter(({ name }) => new RegExp(values.only).test(name));
  const faults = values.speed ? [] : named.slice(Number(values.from), Number(values.to));
  let count = 0;
  for (const fault of faults) {
    const { found } = await run(join(scratch, 'planted.mjs'), fault);
    if (found !== '') count += 1;
    console.log(`${found === '' ? 'NOT FOUND' : 'found    '} | ${fault.file} | ${fault.name} | ${found}`);
  }
  if (faults.length > 0) console.log(`${count} of ${faults.length} planted faults found`);
  process.exitCode = sound.found === '' && count >= 0.95 * faults.length ? 0 : 1;
} finally {
  await rm(scratch, { recursive: true });
}
