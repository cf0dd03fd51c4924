import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = new URL('../../', import.meta.url).pathname;

/** What a build is made from. */
const SOURCES = [
  'src',
  'scripts/declarations.ts',
  'scripts/finish-build.ts',
  'scripts/shared-tables.ts',
  'tsup.config.ts',
  'tsconfig.json',
  'tsconfig.build.json',
  'package.json',
  'package-lock.json',
];

/** Builds the package for those that use it from outside, unless what is built is newer than every source. */
export default function buildOnce(): void {
  const built = join(ROOT, 'dist/index.d.cts');
  if (existsSync(built) && statSync(built).mtimeMs > Math.max(...SOURCES.map((path) => newest(join(ROOT, path)))))
    return;
  execFileSync('npm', ['run', '--silent', 'build'], { cwd: ROOT, stdio: 'inherit' });
}

/** When a file, or anything in a folder, was changed last; a folder changes when something is taken out of it. */
function newest(path: string): number {
  const found = statSync(path);
  const within = found.isDirectory() ? readdirSync(path) : [];
  return Math.max(found.mtimeMs, ...within.map((name) => newest(join(path, name))));
}
