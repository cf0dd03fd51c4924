import type { Path } from '../path/segment.js';

/** The steps of an RFC 6901 pointer, unescaped; `undefined` where the text is not one. */
export function pointerSteps(pointer: string): readonly string[] | undefined {
  if (pointer === '') return [];
  if (!pointer.startsWith('/')) return undefined;
  return pointer
    .slice(1)
    .split('/')
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
}

/** A pointer's steps as segments, list positions where the printed path beside it has positions. */
export function segmentsLike(pointer: string, printed: Path): Path | undefined {
  const steps = pointerSteps(pointer);
  if (steps === undefined || steps.length !== printed.length) return undefined;
  return steps.map((step, i) => (typeof printed[i] === 'number' ? Number(step) : step));
}
