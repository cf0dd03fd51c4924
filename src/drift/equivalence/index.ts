export { type AddressRange, parseCidr } from './cidr.js';
export type { Comparator } from './equivalence.js';
export { readPolicy, statementsOf } from './iam-document.js';
export type { ComparatorName } from './registry.js';
