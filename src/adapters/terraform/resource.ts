import type { ResourceMarks } from '../../drift/index.js';

/** A resource of a Terraform file. Its id is its address, which is unique in a state. */
export interface TerraformResource {
  readonly tenantId: string;
  readonly resourceId: string;
  readonly resourceType: string;
  readonly provider?: string;
  readonly configuration: unknown;
  readonly marks: ResourceMarks;
  readonly dependsOn: readonly string[];
}

/**
 * A resource with what is declared and what runs; a side that is absent is not there. The shape that
 * `memoryDriftPorts` takes.
 */
export interface TerraformPair extends Omit<TerraformResource, 'configuration'> {
  readonly desired?: unknown;
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
