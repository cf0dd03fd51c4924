import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';

/** Kilobytes, gzipped and minified with all dependencies, that a browser bundle of a subpath may weigh. */
const BUDGETS = { drift: 50, 'cost-allocation': 48.5, 'cost-allocation/sums': 27, 'cost-allocation/verification': 9, 'capacity-forecast': 65.5 } as const;

/** How much each built capability weighs as a browser bundle; a Node built-in anywhere in it makes the bundling fail. */
export async function sizes(): Promise<readonly { subpath: string; gzipped: number; budget: number }[]> {
  return Promise.all(
    Object.entries(BUDGETS).map(async ([name, budget]) => {
      const result = await build({
        entryPoints: [new URL(`../dist/${name}/index.js`, import.meta.url).pathname],
        bundle: true,
        minify: true,
        platform: 'browser',
        format: 'esm',
        write: false,
        logLevel: 'error',
      });
      const gzipped = gzipSync(result.outputFiles[0]!.contents).length / 1000;
      return { subpath: `@omnicloud/domain/${name}`, gzipped, budget };
    }),
  );
}
