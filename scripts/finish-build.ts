/**
 * Adds to the ES modules that tsup built what else the package holds:
 *
 * - CommonJS: every built file by itself, with the names of its imports changed. tsup's own CommonJS goes through a second
 *   compiler, which writes old JavaScript and a fifth more of it.
 * - Large tables, which both share: ES modules may import CommonJS.
 * - Type declarations: a .d.cts a source file, and for each entry point a .d.ts that exports the same: one set for both.
 *   Twenty times faster than rolling them into one file a subpath. What no subpath leads to is left out.
 */
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { buildSync, transformSync, type TransformOptions } from 'esbuild';
import { reachableDeclarations } from './declarations.js';
import { SHARED_TABLES } from './shared-tables.js';

const ROOT = new URL('../', import.meta.url).pathname;
const DIST = join(ROOT, 'dist');
const namesOf = (ending: string): readonly string[] =>
  readdirSync(DIST, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith(ending))
    .map((name) => join(DIST, name));
const IMPORTED = /(['"])(\.{1,2}\/[^'"\s]+)\.js\1/g;
const toCommonJs = (code: string): string => code.replace(IMPORTED, '$1$2.cjs$1');

const COMMON_JS = {
  format: 'cjs',
  platform: 'node',
  target: 'node20',
  minifyWhitespace: true,
  minifySyntax: true,
  lineLimit: 120,
} as const satisfies TransformOptions;

for (const file of namesOf('.js')) {
  // CommonJS has no import.meta; the one place that asks for it asks for __filename first.
  const code = readFileSync(file, 'utf8').replaceAll('import.meta.url', 'undefined');
  const { code: converted } = transformSync(code, COMMON_JS);
  // The script of worker threads is named in a text, not imported; both modules have one of their own.
  writeFileSync(file.replace(/\.js$/, '.cjs'), toCommonJs(shortenNames(converted)));
}

/** esbuild names an import by its file, `import_chunk_MBXNS5XT`, wherever it is used. */
function shortenNames(code: string): string {
  const short = new Map<string, string>();
  return code.replace(/\bimport_chunk_[A-Z0-9]{8}\b/g, (name) => {
    short.set(name, short.get(name) ?? `$${short.size}`);
    return short.get(name)!;
  });
}

for (const { source, name } of SHARED_TABLES)
  for (const file of namesOf('.js').filter((one) => readFileSync(one, 'utf8').includes(`"./${name}.cjs"`)))
    buildSync({
      ...COMMON_JS,
      entryPoints: [join(ROOT, source)],
      outfile: join(dirname(file), `${name}.cjs`),
      bundle: true,
    });

execFileSync(
  process.execPath,
  [join(ROOT, 'node_modules/typescript7/bin/tsc'), '-p', join(ROOT, 'tsconfig.build.json')],
  { stdio: 'inherit' },
);

const { exports } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
  exports: Readonly<Record<string, { readonly import?: { readonly types: string } }>>;
};
const entries = Object.values(exports).flatMap((entry) => (entry.import ? [join(ROOT, entry.import.types)] : []));
const declarations = reachableDeclarations(entries, DIST);
for (const file of namesOf('.d.ts')) {
  const text = declarations.get(file)?.replace(/^(?: {4})+/gm, (indent) => '\t'.repeat(indent.length / 4));
  if (text !== undefined) writeFileSync(file.replace(/\.d\.ts$/, '.d.cts'), toCommonJs(text));
  if (entries.includes(file)) writeFileSync(file, `export * from './${basename(file, '.d.ts')}.cjs';\n`);
  else rmSync(file);
}
