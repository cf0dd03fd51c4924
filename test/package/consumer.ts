import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

export const ROOT = new URL('../../', import.meta.url).pathname;

interface Manifest {
  readonly files: readonly string[];
  readonly exports: Readonly<Record<string, unknown>>;
  readonly dependencies: Readonly<Record<string, string>>;
}

export const manifest = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as Manifest;

/** `@omnicloud/domain`, `@omnicloud/domain/drift`, …: every path that a user can import code from. */
export const SUBPATHS = Object.keys(manifest.exports)
  .filter((path) => path !== './package.json')
  .map((path) => `@omnicloud/domain${path.slice(1)}`);

/**
 * An empty folder of a user with the package in it exactly as it would be published: the files of the manifest, the
 * run-time dependencies, and nothing else of this checkout.
 */
export function makeConsumer(): string {
  const folder = mkdtempSync(join(tmpdir(), 'omnicloud-consumer-'));
  const home = join(folder, 'node_modules/@omnicloud/domain');
  mkdirSync(home, { recursive: true });
  for (const file of ['package.json', ...manifest.files]) {
    if (existsSync(join(ROOT, file))) cpSync(join(ROOT, file), join(home, file), { recursive: true });
  }
  for (const name of dependenciesOf(Object.keys(manifest.dependencies))) link(name, folder);
  writeFileSync(join(folder, 'package.json'), '{"name":"consumer","private":true,"type":"module"}\n');
  return folder;
}

/** Makes a package of this checkout's own tools (a compiler, a type package) available to a consumer. */
export function link(name: string, folder: string): void {
  const target = join(folder, 'node_modules', name);
  if (existsSync(target)) return;
  mkdirSync(dirname(target), { recursive: true });
  symlinkSync(join(ROOT, 'node_modules', name), target);
}

/** Runs a script in a consumer's folder and gives back what it printed; throws with its output where it fails. */
export function runIn(folder: string, file: string, source: string): string {
  writeFileSync(join(folder, file), source);
  return execFileSync(process.execPath, [file], { cwd: folder, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
}

function dependenciesOf(names: readonly string[], seen = new Set<string>()): ReadonlySet<string> {
  for (const name of names) {
    if (seen.has(name)) continue;
    seen.add(name);
    const own = JSON.parse(readFileSync(join(ROOT, 'node_modules', name, 'package.json'), 'utf8')) as Partial<Manifest>;
    dependenciesOf(Object.keys(own.dependencies ?? {}), seen);
  }
  return seen;
}
