import { pointerSteps } from '../path/pointer.js';
import type { Path } from '../path/segment.js';

/** A pointer's steps as segments, list positions where the printed path beside it has positions. */
export function segmentsLike(pointer: string, printed: Path): Path | undefined {
  const steps = pointerSteps(pointer);
  if (steps === undefined || steps.length !== printed.length) return undefined;
  return steps.map((step, i) => (typeof printed[i] === 'number' ? Number(step) : step));
}
