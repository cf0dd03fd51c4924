import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** Puts a program and the library's sources into one file, so that a process of it starts in a moment. */
export async function bundle(entry: string, outfile: string): Promise<void> {
  await build({
    entryPoints: [`${ROOT}${entry}`],
    outfile,
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'esm',
    logLevel: 'error',
    external: ['pg-native', 'graphile-worker'],
    banner: {
      js: 'import { createRequire as requireFrom } from "node:module"; const require = requireFrom(import.meta.url);',
    },
    plugins: [
      {
        name: 'the package by its name',
        setup(builder) {
          builder.onResolve({ filter: /^@omnicloud\/domain(\/|$)/ }, ({ path }) => {
            const room = path.slice('@omnicloud/domain'.length);
            return { path: `${ROOT}src${room}/index.ts` };
          });
        },
      },
    ],
  });
}
