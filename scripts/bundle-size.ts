/**
 * How much each capability weighs as a browser bundle, against what was written down last (`scripts/bundle-sizes.json`).
 * A size is a report and no limit; a change of more than 15 % in one go asks for a look. `npx tsx scripts/bundle-size.ts`
 * prints the sizes of the last build, `--write` writes them down.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';

const RECORDED = new URL('./bundle-sizes.json', import.meta.url);
const MAX_CHANGE = 0.15;

/** The size of one entry point in kilobytes. */
export interface BundleSize {
  readonly subpath: string;
  /** Minified with all dependencies, at gzip level 9, without the notices of licenses. */
  readonly gzipped: number;
  /** What was written down last. */
  readonly recorded: number;
  /** Whether the two are more than 15 % apart. */
  readonly changed: boolean;
}

const EXPORTS = (
  JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as {
    readonly exports: Readonly<Record<string, { readonly import: { readonly default: string } }>>;
  }
).exports;

/** The built file of a subpath. */
function entryPoint(name: string): string {
  return new URL(`../${EXPORTS[`./${name}`]!.import.default}`, import.meta.url).pathname;
}

/** Bundles every capability for browsers; a Node built-in anywhere in it makes the bundling fail. */
export async function measureBundles(): Promise<readonly BundleSize[]> {
  const recorded = JSON.parse(readFileSync(RECORDED, 'utf8')) as Readonly<Record<string, number>>;
  return Promise.all(
    Object.entries(recorded).map(async ([name, before]) => {
      const result = await build({
        entryPoints: [entryPoint(name)],
        bundle: true,
        minify: true,
        legalComments: 'none',
        platform: 'browser',
        format: 'esm',
        write: false,
        logLevel: 'error',
      });
      const gzipped = gzipSync(result.outputFiles[0]!.contents, { level: 9 }).length / 1000;
      const changed = Math.abs(gzipped - before) > MAX_CHANGE * before;
      return { subpath: `@omnicloud/domain/${name}`, gzipped, recorded: before, changed };
    }),
  );
}

if (process.argv[1] === new URL(import.meta.url).pathname) {
  const sizes = await measureBundles();
  for (const { subpath, gzipped, recorded } of sizes)
    process.stdout.write(`${subpath.padEnd(42)} ${gzipped.toFixed(1)} kB gzipped (before ${recorded.toFixed(1)})\n`);
  if (process.argv.includes('--write')) {
    const next = sizes.map(({ subpath, gzipped }) => [
      subpath.replace('@omnicloud/domain/', ''),
      Number(gzipped.toFixed(1)),
    ]);
    writeFileSync(RECORDED, `${JSON.stringify(Object.fromEntries(next), undefined, 2)}\n`);
  }
}
