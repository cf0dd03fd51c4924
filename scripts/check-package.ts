/** Packs the package and looks at it as the world will: publint, attw, a real install, cold start and size of each subpath. */
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import buildOnce from '../test/package/build-once.js';
import { measureBundles } from './bundle-size.js';
import { coldStarts } from './cold-start.js';

const ROOT = new URL('../', import.meta.url).pathname;
const bin = (name: string): string => join(ROOT, 'node_modules/.bin', name);
const run = async (command: string, args: readonly string[], cwd: string): Promise<string> => {
  const { stdout, stderr } = await promisify(execFile)(command, args, { cwd, maxBuffer: 2 ** 26 });
  process.stderr.write(stderr);
  return stdout;
};

/** Milliseconds of processor time; generous, because machines that check are slow and shared. */
const COLD_BUDGET = 400;

/** The package as it is published, in a folder: the tests may have built it just now. */
async function pack(folder: string): Promise<string> {
  buildOnce();
  const packed = await run(
    'npm',
    ['pack', '--json', '--ignore-scripts', '--loglevel=error', '--pack-destination', folder],
    ROOT,
  );
  const [{ filename, files }] = JSON.parse(packed) as [{ filename: string; files: { path: string }[] }];
  const strangers = files.filter(
    ({ path }) =>
      !/^(dist\/|docs\/(guide|examples)\/|docs\/(glossary|measured)\.md|(README|CHANGELOG|CONTRIBUTING|SECURITY)\.md|LICENSE|NOTICE|package\.json)/.test(
        path,
      ),
  );
  if (strangers.length > 0) throw new Error(`the tarball holds ${strangers.map((f) => f.path).join(', ')}`);
  return join(folder, filename);
}

async function reviewed(tarball: string): Promise<string> {
  const published = await run(bin('publint'), ['run', tarball, '--strict'], ROOT);
  const typed = await run(bin('attw'), [tarball, '--profile', 'node16', '--format', 'ascii'], ROOT);
  return published + typed.split('\n').slice(0, 6).join('\n') + '\n';
}

async function install(tarball: string, folder: string): Promise<void> {
  writeFileSync(join(folder, 'package.json'), '{"name":"consumer","private":true,"type":"module"}');
  await run('npm', ['install', '--loglevel=error', '--no-audit', '--no-fund', '--ignore-scripts', tarball], folder);
  await run(
    process.execPath,
    [
      '--input-type=module',
      '-e',
      `import { orThrow, apportion, Decimal } from '@omnicloud/domain';
    const shares = orThrow(apportion(new Decimal('1.00'), [new Decimal(1), new Decimal(2)], { scale: 2 }));
    if (shares.join() !== '0.33,0.67') throw new Error('the installed package splits wrongly: ' + shares.join());`,
    ],
    folder,
  );
}

const folder = mkdtempSync(join(tmpdir(), 'omnicloud-pack-'));
try {
  const tarball = await pack(folder);
  const [review] = await Promise.all([reviewed(tarball), install(tarball, folder)]);
  process.stdout.write(review);

  const weighed = await measureBundles();
  const starts = coldStarts(
    weighed.map(({ subpath }) => subpath),
    folder,
  );
  for (const { subpath, gzipped, recorded, changed } of weighed) {
    const cold = starts.get(subpath)!;
    const line = `${gzipped.toFixed(1)} kB gzipped (before ${recorded}), ${cold.toFixed(0)} ms cold of ${COLD_BUDGET}`;
    process.stdout.write(`${subpath.padEnd(38)} ${line}\n`);
    if (cold > COLD_BUDGET) throw new Error(`${subpath} starts too slowly: ${line}`);
    if (changed)
      throw new Error(
        `${subpath} changed by more than 15 %: ${line}; if it should, run scripts/bundle-size.ts --write`,
      );
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
