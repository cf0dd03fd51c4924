import { PGlite } from '@electric-sql/pglite';
import { afterAll, beforeAll, describe } from 'vitest';
import { storeContracts } from './store-contracts.js';
import { runCases } from '../../testing/run-cases.js';

let client: PGlite;
beforeAll(async () => {
  client = await PGlite.create();
});
afterAll(() => client.close());

describe('on PGlite', () => {
  runCases(storeContracts(() => client));
});
