export { show } from './show.js';
export { defineError, guardOf, type TaggedError } from './tagged.js';
export * from './codec.js';
export * from './money.js';
export * from './port.js';
export * from './time.js';
