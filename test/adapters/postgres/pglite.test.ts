import { PGlite } from '@electric-sql/pglite';
import { afterAll, beforeAll, describe, it } from 'vitest';
import { storeContracts } from './store-contracts.js';

let client: PGlite;
beforeAll(async () => {
  client = await PGlite.create();
});
afterAll(() => client.close());

describe('on PGlite', () => {
  for (const { name, run } of storeContracts(() => client)) it(name, run);
});
