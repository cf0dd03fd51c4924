import type { ResourceMarks } from '../../drift/index.js';

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
