import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';

/** Kilobytes, gzipped and minified with all dependencies, that a browser bundle of a subpath may weigh. */
const BUDGETS = {
  drift: 48,
  'drift/cloud': 26.5,
  'drift/history': 6.1,
  'cost-allocation': 45,
  'cost-allocation/sums': 26.2,
  'cost-allocation/anomalies': 19.7,
  'cost-allocation/closing': 20,
  'cost-allocation/verification': 7.9,
  'capacity-forecast': 64,
  'capacity-forecast/streaming': 3.4,
} as const;

/**
 * How much each built capability weighs as a browser bundle; a Node built-in anywhere in it makes the bundling fail.
 * Counted as public tools count (gzip-size, which bundlesize takes too): at level 9, without the notices of licences,
 * which bundlers put in a file of their own.
 */
export async function sizes(): Promise<readonly { subpath: string; gzipped: number; budget: number }[]> {
  return Promise.all(
    Object.entries(BUDGETS).map(async ([name, budget]) => {
      const result = await build({
        entryPoints: [new URL(`../dist/${name}/index.js`, import.meta.url).pathname],
        bundle: true,
        minify: true,
        legalComments: 'none',
        platform: 'browser',
        format: 'esm',
        write: false,
        logLevel: 'error',
      });
      const gzipped = gzipSync(result.outputFiles[0]!.contents, { level: 9 }).length / 1000;
      return { subpath: `@omnicloud/domain/${name}`, gzipped, budget };
    }),
  );
}
