import type { TerraformPair, TerraformResource } from './resource.js';
import { mergeMarks } from './resource.js';

/**
 * Puts the resources of two states side by side, by address: what was declared (or last known), and what runs now.
 * Sorted.
 */
export function pairTerraformResources(
  desired: readonly TerraformResource[],
  actual: readonly TerraformResource[],
): readonly TerraformPair[] {
  const wanted = new Map(desired.map((resource) => [resource.resourceId, resource]));
  const running = new Map(actual.map((resource) => [resource.resourceId, resource]));
  return [...new Set([...wanted.keys(), ...running.keys()])].sort().map((resourceId) => {
    const [want, have] = [wanted.get(resourceId), running.get(resourceId)];
    const { configuration: _, ...known } = (want ?? have)!;
    return {
      ...known,
      marks: mergeMarks(want?.marks, have?.marks),
      ...(want && { desired: want.configuration }),
      ...(have && { actual: have.configuration }),
    };
  });
}
