import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { describe, expect, it } from 'vitest';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

async function loadedBy(room: string): Promise<readonly string[]> {
  const { metafile } = await build({
    entryPoints: [`${ROOT}src/${room}/index.ts`],
    bundle: true,
    platform: 'browser',
    format: 'esm',
    write: false,
    metafile: true,
    logLevel: 'silent',
    absWorkingDir: ROOT,
  });
  return Object.keys(metafile.inputs);
}

describe('a capability', () => {
  it.each(['drift', 'cost-allocation', 'capacity-forecast'])(
    '%s loads no adapter and no driver, and runs in a browser',
    async (room) => {
      const files = await loadedBy(room);
      expect(files.length).toBeGreaterThan(10);
      expect(files.filter((file) => /^src\/(adapters|testing)\//.test(file))).toEqual([]);
      expect(
        files.filter((file) => /node_modules\/(cockatiel|pg|pg-\w+|@electric-sql|csv-parse)\//.test(file)),
      ).toEqual([]);
    },
  );
});
