/**
 * What the library uses of fp-ts's Either, function by function: imported as a namespace (`import * as E`), so that a
 * bundler sees which function is meant and needs no object to look it up in.
 */
export { isLeft, isRight, left, map, mapLeft, right } from 'fp-ts/lib/Either.js';
