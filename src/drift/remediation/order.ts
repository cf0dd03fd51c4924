/**
 * The step of each resource in a plan: 0 for those that depend on none of the others, else one more than the latest it
 * depends on. Resources that depend on each other in a circle get the step at which the circle was entered.
 */
export function executionOrder(dependencies: ReadonlyMap<string, readonly string[]>): ReadonlyMap<string, number> {
  const steps = new Map<string, number>();
  const open = new Set<string>();
  for (const root of [...dependencies.keys()].sort()) {
    // An own stack: chains of dependencies may be longer than the engine's.
    const waiting = [root];
    while (waiting.length > 0) {
      const id = waiting.at(-1)!;
      const needed = (dependencies.get(id) ?? []).filter((other) => dependencies.has(other) && other !== id);
      const missing = steps.has(id) ? [] : needed.filter((other) => !steps.has(other) && !open.has(other));
      if (missing.length > 0 && !open.has(id)) {
        open.add(id);
        waiting.push(...[...missing].sort().reverse());
        continue;
      }
      waiting.pop();
      open.delete(id);
      if (!steps.has(id)) steps.set(id, Math.max(-1, ...needed.map((other) => steps.get(other) ?? -1)) + 1);
    }
  }
  return steps;
}
