import { type Path, printPath, type ResourceMarks } from '../../drift/index.js';

/** A resource of a Terraform file. Its id is its address, which is unique in a state. */
export interface TerraformResource {
  /** Whose it is. */
  readonly tenantId: string;
  /** The resource, by the id its provider gives it. */
  readonly resourceId: string;
  /** Its type, `aws_instance` for example. */
  readonly resourceType: string;
  /** Who runs it: `aws`, `google`. */
  readonly provider?: string;
  /** Its attributes. */
  readonly configuration: unknown;
  /** What its schema says: sensitive, computed and unordered fields. */
  readonly marks: ResourceMarks;
  /** Ids of the resources that must be there before it. */
  readonly dependsOn: readonly string[];
}

/**
 * A resource with what is declared and what runs; a side that is absent is not there. The shape that
 * `memoryDriftPorts` takes.
 */
export interface TerraformPair extends Omit<TerraformResource, 'configuration'> {
  /** What should run; absent where it is not declared. */
  readonly desired?: unknown;
  /** What does run; absent where it does not. */
  readonly actual?: unknown;
}

/** How a Terraform file is read. */
export interface TerraformOptions {
  /** Whose resources these are; Terraform knows no tenants. */
  readonly tenantId: string;
  /** What the providers' schemas say, by resource type (`readTerraformSchemas`). */
  readonly schemas?: ReadonlyMap<string, ResourceMarks>;
}

/** Marks of several sources together, each pattern once, sorted. */
export function mergeMarks(...all: readonly (ResourceMarks | undefined)[]): ResourceMarks {
  const kinds = ['sensitive', 'unordered', 'computed', 'createOnly'] as const;
  return Object.fromEntries(
    kinds
      .map((kind) => [kind, [...new Set(all.flatMap((marks) => marks?.[kind] ?? []))].sort()] as const)
      .filter(([, patterns]) => patterns.length > 0),
  );
}

/** `module.a.aws_subnet.main["eu-1a"]`: how Terraform writes the address of one instance. */
export function formatAddress(
  module: string | undefined,
  mode: string,
  type: string,
  name: string,
  indexKey: string | number | undefined,
): string {
  const base = `${module === undefined ? '' : `${module}.`}${mode === 'data' ? 'data.' : ''}${type}.${name}`;
  if (indexKey === undefined) return base;
  return `${base}[${typeof indexKey === 'number' ? indexKey : JSON.stringify(indexKey)}]`;
}

/** `provider["registry.terraform.io/hashicorp/aws"].west` and `registry.terraform.io/hashicorp/aws` are `aws`. */
export function getProviderName(provider: string | undefined): string | undefined {
  const source =
    provider === undefined
      ? undefined
      : (/\["([^"]*)"\]/.exec(provider)?.[1] ?? provider.replace(/^(?:module\.[^.]+\.)*provider\./, ''));
  const name = source?.split('/').at(-1)?.split('.')[0];
  return name === undefined || name === '' ? undefined : name;
}

/** A path as the pattern that matches it and nothing else: printed, with every key that is no plain word in quotes. */
export const toPattern = (path: Path): string => printPath(path);

/** The paths of a tree of marks in which `true` marks a place, as in `after_sensitive` and `after_unknown`. */
export function getMarkedPaths(marks: unknown, path: Path = []): readonly Path[] {
  if (marks === true) return path.length === 0 ? [] : [path];
  if (typeof marks !== 'object' || marks === null || path.length > 100) return [];
  if (Array.isArray(marks)) return marks.flatMap((mark: unknown, i) => getMarkedPaths(mark, [...path, i]));
  return Object.entries(marks).flatMap(([key, mark]) => getMarkedPaths(mark, [...path, key]));
}

/**
 * The path of a list of steps, in either of Terraform's spellings: `["rule", 0]` or `[{"type": "get_attr", "value":
 * "rule"}]`.
 */
export function toPath(steps: unknown): Path | undefined {
  if (!Array.isArray(steps) || steps.length === 0) return undefined;
  const path = steps.map(toSegment);
  return path.every((segment) => segment !== undefined) ? path : undefined;
}

function toSegment(step: unknown): string | number | undefined {
  if (typeof step === 'string' || typeof step === 'number') return step;
  if (typeof step !== 'object' || step === null || !('value' in step)) return undefined;
  const { value } = step as { readonly value: unknown };
  // An index holds its value with its type: { "value": 0, "type": "number" }.
  return typeof value === 'object' && value !== null && 'value' in value ? toSegment(value) : toSegment(value);
}

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
