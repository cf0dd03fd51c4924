// @omnicloud/domain/adapters/terraform

export type InvalidTerraform = TaggedError<'InvalidTerraform', {
    readonly what: string;
    readonly reason: string;
}>;

export interface TerraformOptions {
    readonly tenantId: string;
    readonly schemas?: ReadonlyMap<string, ResourceMarks>;
}

export interface TerraformPair extends Omit<TerraformResource, 'configuration'> {
    readonly desired?: unknown;
    readonly actual?: unknown;
}

export interface TerraformPlan {
    readonly drift: readonly TerraformPair[];
    readonly changes: readonly TerraformPair[];
}

export interface TerraformResource {
    readonly tenantId: string;
    readonly resourceId: string;
    readonly resourceType: string;
    readonly provider?: string;
    readonly configuration: unknown;
    readonly marks: ResourceMarks;
    readonly dependsOn: readonly string[];
}

export const isInvalidTerraform: (value: unknown) => value is InvalidTerraform;

export function pairTerraformResources(desired: readonly TerraformResource[], actual: readonly TerraformResource[]): readonly TerraformPair[];

export function readTerraformPlan(text: string, options: TerraformOptions): Either<InvalidTerraform | DecodeError, TerraformPlan>;

export function readTerraformSchemas(text: string): Either<InvalidTerraform, ReadonlyMap<string, ResourceMarks>>;

export function readTerraformState(text: string, options: TerraformOptions): Either<InvalidTerraform | DecodeError, readonly TerraformResource[]>;
