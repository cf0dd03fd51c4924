/**
 * Adds to the ES modules that tsup built what else the package holds:
 *
 * - CommonJS: every built file by itself, with the names of its imports changed. tsup's own CommonJS goes through a second
 *   compiler, which writes old JavaScript and a fifth more of it.
 * - The rules of FOCUS, which both share: ES modules may import CommonJS.
 * - Type declarations: a .d.ts a source file for ES modules, and the same as .d.cts for CommonJS. Twenty times faster than
 *   rolling them into one file a subpath. Those that no subpath leads to are left out, and so is the documentation in the
 *   copies for CommonJS: it is a third of a megabyte, and the package stays under four.
 */
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { buildSync, transformSync, type TransformOptions } from 'esbuild';

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
    short.set(name, short.get(name) ?? `from$${short.size}`);
    return short.get(name)!;
  });
}

buildSync({
  ...COMMON_JS,
  entryPoints: [join(ROOT, 'src/adapters/focus/conformance/rule-sets.ts')],
  outfile: join(DIST, 'adapters/focus/rule-sets.cjs'),
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
const reached = new Set(
  Object.values(exports).flatMap((entry) => (entry.import ? [join(ROOT, entry.import.types)] : [])),
);
for (const file of reached)
  for (const [, , to] of readFileSync(file, 'utf8').matchAll(IMPORTED))
    reached.add(resolve(dirname(file), `${to}.d.ts`));

for (const file of namesOf('.d.ts')) {
  if (!reached.has(file)) {
    rmSync(file);
    continue;
  }
  const text = readFileSync(file, 'utf8').replace(/^(?: {4})+/gm, (indent) => '\t'.repeat(indent.length / 4));
  writeFileSync(file, text);
  writeFileSync(file.replace(/\.d\.ts$/, '.d.cts'), toCommonJs(withoutComments(text)));
}

function withoutComments(text: string): string {
  return text.replace(/\/\*\*[^]*?\*\//g, '').replace(/^\s*\n/gm, '');
}
