/**
 * Writes the type declarations beside the built files: one .d.ts a source file for ES modules, and the same as .d.cts for
 * CommonJS, where every relative import names a .cjs. Twenty times faster than rolling them into one file a subpath.
 */
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = new URL('../', import.meta.url).pathname;
execFileSync(
  process.execPath,
  [join(ROOT, 'node_modules/typescript7/bin/tsc'), '-p', join(ROOT, 'tsconfig.build.json')],
  { stdio: 'inherit' },
);

for (const name of readdirSync(join(ROOT, 'dist'), { recursive: true, encoding: 'utf8' })) {
  if (!name.endsWith('.d.ts')) continue;
  const file = join(ROOT, 'dist', name);
  const text = readFileSync(file, 'utf8');
  writeFileSync(file.replace(/\.d\.ts$/, '.d.cts'), text.replace(/(['"])(\.{1,2}\/[^'"]+)\.js\1/g, '$1$2.cjs$1'));
}
