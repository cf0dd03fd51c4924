/** Packs the package and looks at it as the world will: publint, attw, a real install, cold start and size of each subpath. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sizes } from './bundle-size.js';
import { coldStart } from './cold-start.js';

const ROOT = new URL('../', import.meta.url).pathname;
const bin = (name: string): string => join(ROOT, 'node_modules/.bin', name);
const run = (command: string, args: readonly string[], cwd: string): string =>
  execFileSync(command, args, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });

/** Milliseconds of processor time; generous, because machines that check are slow and shared. */
const COLD_BUDGET = 400;

const folder = mkdtempSync(join(tmpdir(), 'omnicloud-pack-'));
try {
  const packed = run('npm', ['pack', '--json', '--loglevel=error', '--pack-destination', folder], ROOT);
  const [{ filename, files }] = JSON.parse(packed.slice(packed.indexOf('[\n'))) as [{ filename: string; files: { path: string }[] }];
  const tarball = join(folder, filename);
  const strangers = files.filter(({ path }) => !/^(dist\/|docs\/(guide|examples)\/|README\.md|CHANGELOG\.md|LICENSE|package\.json)/.test(path));
  if (strangers.length > 0) throw new Error(`the tarball holds ${strangers.map((f) => f.path).join(', ')}`);

  process.stdout.write(run(bin('publint'), ['run', tarball, '--strict'], ROOT));
  process.stdout.write(run(bin('attw'), [tarball, '--profile', 'node16', '--format', 'ascii'], ROOT).split('\n').slice(0, 6).join('\n') + '\n');

  writeFileSync(join(folder, 'package.json'), '{"name":"consumer","private":true,"type":"module"}');
  run('npm', ['install', '--loglevel=error', '--no-audit', '--no-fund', '--ignore-scripts', tarball], folder);
  run(process.execPath, ['--input-type=module', '-e', `import { orThrow, apportion, Decimal } from '@omnicloud/domain';
    const shares = orThrow(apportion(new Decimal('1.00'), [new Decimal(1), new Decimal(2)], { scale: 2 }));
    if (shares.join() !== '0.33,0.67') throw new Error('the installed package splits wrongly: ' + shares.join());`], folder);

  for (const { subpath, gzipped, budget } of await sizes()) {
    const cold = coldStart(subpath, folder);
    const line = `${gzipped.toFixed(1)} kB gzipped of ${budget}, ${cold.toFixed(0)} ms cold of ${COLD_BUDGET}`;
    process.stdout.write(`${subpath.padEnd(38)} ${line}\n`);
    if (gzipped > budget || cold > COLD_BUDGET) throw new Error(`${subpath} is over budget: ${line}`);
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
