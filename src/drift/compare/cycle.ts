import type { Fields } from '../fields.js';
import { isContainer } from './kind.js';

/** Whether a value contains itself. Looks at every container once and needs no stack, so any depth is safe. */
export function containsItself(root: unknown): boolean {
  if (!isContainer(root)) return false;
  const open = new Set<object>();
  const done = new Set<object>();
  const steps: OpenContainer[] = [];
  enter(root, steps, open, done);
  for (let step = steps.at(-1); step !== undefined; step = steps.at(-1)) {
    const child = step.children.pop();
    if (child === undefined) {
      open.delete(step.container);
      done.add(step.container);
      steps.pop();
    } else if (open.has(child)) return true;
    else enter(child, steps, open, done);
  }
  return false;
}

interface OpenContainer {
  readonly container: object;
  readonly children: object[];
}

function enter(value: unknown, steps: OpenContainer[], open: Set<object>, done: Set<object>): void {
  if (!isContainer(value) || done.has(value)) return;
  open.add(value);
  steps.push({ container: value, children: Object.values(value as Fields).filter(isContainer) });
}
