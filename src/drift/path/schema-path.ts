import { type InvalidRule, invalidRule } from '../../errors/drift.js';
import * as E from '../../either.js';
import type { Either } from '../../prelude.js';
import { encodeSegment, STEP } from './encoded.js';
import type { Glob } from './glob.js';
import { pointerSteps } from './pointer.js';

/**
 * A property path as resource schemas write it: `Rules.*.Filter.Prefix`, where `*` is exactly one list position or map
 * key (JSON pointers with `/` and `/properties/` are accepted too). Unlike in a glob it never crosses a step, so what a
 * schema says of one property says nothing of another.
 */
export function compileSchemaPath(path: string): Either<InvalidRule, Glob> {
  if (typeof path !== 'string' || path === '')
    return E.left(invalidRule({ what: 'schema path', value: path, expected: 'a property path' }));
  const steps = pointerSteps(path.replace(/^\/properties(?=\/)/, '')) ?? path.split('.');
  const encoded = steps.map((step) => (step === '*' ? undefined : encodeSegment(step).slice(1)));
  const matchesEncoded = (place: string): boolean => {
    const segments = place.split(STEP);
    return (
      segments.length === encoded.length + 1 &&
      encoded.every((step, i) => step === undefined || step === segments[i + 1])
    );
  };
  return E.right({
    pattern: path,
    matchesEncoded,
    matches: (place) => matchesEncoded(place.map(encodeSegment).join('')),
    seesPositions: steps.some((step) => /^\d+$/.test(step)),
  });
}
