import { orThrow, type Either } from '@omnicloud/domain';
import {
  pairTerraformResources,
  readTerraformPlan,
  readTerraformState,
  type TerraformResource,
} from '@omnicloud/domain/adapters/terraform';
import type { MemoryResource } from '@omnicloud/domain/adapters/memory';
import { InputProblem } from './options.js';
import { readText } from './read-file.js';

const OPTIONS = { tenantId: 'acme' };

/** Reads two Terraform states, a plan that holds both sides, or two JSON documents of any kind. */
export async function readInfrastructure(desired: string, actual?: string): Promise<readonly MemoryResource[]> {
  const wanted = await readText(desired);
  if (actual === undefined) {
    const { drift, changes } = open(desired, readTerraformPlan(wanted, OPTIONS));
    return drift.length > 0 ? drift : changes;
  }
  const running = await readText(actual);
  const [left, right] = [parse(desired, wanted), parse(actual, running)];
  if (isState(left) && isState(right))
    return orThrow(pairTerraformResources(state(desired, wanted), state(actual, running)));
  return [{ resourceId: desired, resourceType: 'document', tenantId: OPTIONS.tenantId, desired: left, actual: right }];
}

const state = (path: string, text: string): readonly TerraformResource[] =>
  open(path, readTerraformState(text, OPTIONS));

function isState(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'terraform_version' in value && 'version' in value;
}

function parse(path: string, text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (cause) {
    throw new InputProblem(`${path}: not JSON: ${(cause as Error).message}`);
  }
}

function open<A>(path: string, outcome: Either<Error, A>): A {
  if (outcome._tag === 'Left') throw new InputProblem(`${path}: ${outcome.left.message}`);
  return orThrow(outcome);
}
