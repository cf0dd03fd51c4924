import type { ContractCase } from '../../src/testing/index.js';
/** Runs contract cases as tests, as a host would with the runner of its choice. */
export declare function runCases(cases: readonly ContractCase[]): void;
