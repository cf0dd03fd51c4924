// @omnicloud/domain/adapters/terraform

export { Codec } from '@omnicloud/domain/cost-allocation';

export { CodecContextEntry } from '@omnicloud/domain/cost-allocation';

export { CodecDecoder } from '@omnicloud/domain/cost-allocation';

export { CodecIssue } from '@omnicloud/domain/cost-allocation';

export { Decimal } from '@omnicloud/domain/cost-allocation';

export { DecimalConstructor } from '@omnicloud/domain/cost-allocation';

export { DecodeError } from '@omnicloud/domain/cost-allocation';

export { DecodeIssue } from '@omnicloud/domain/cost-allocation';

export { Either } from '@omnicloud/domain/cost-allocation';

export { EitherSpelling } from '@omnicloud/domain/cost-allocation';

export { EpochSeconds } from '@omnicloud/domain/cost-allocation';

export { ErrorOf } from '@omnicloud/domain/cost-allocation';

export { ErrorOfTag } from '@omnicloud/domain/cost-allocation';

export type InvalidTerraform = TaggedError<'InvalidTerraform', {
    readonly what: string;
    readonly reason: string;
}>;

export { Left } from '@omnicloud/domain/cost-allocation';

export { MaybePromise } from '@omnicloud/domain/cost-allocation';

export { MoneyInput } from '@omnicloud/domain/cost-allocation';

export { None } from '@omnicloud/domain/cost-allocation';

export { Option } from '@omnicloud/domain/cost-allocation';

export { Period } from '@omnicloud/domain/cost-allocation';

export { PeriodInput } from '@omnicloud/domain/cost-allocation';

export { PointInTime } from '@omnicloud/domain/cost-allocation';

export { Right } from '@omnicloud/domain/cost-allocation';

export { Some } from '@omnicloud/domain/cost-allocation';

export { TaggedError } from '@omnicloud/domain/cost-allocation';

export { TaskEither } from '@omnicloud/domain/cost-allocation';

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
    readonly resources: number;
    readonly notices: readonly string[];
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

export { WireForm } from '@omnicloud/domain/cost-allocation';

export { WrittenForm } from '@omnicloud/domain/cost-allocation';

export function pairTerraformResources(desired: readonly TerraformResource[], actual: readonly TerraformResource[]): Either<DecodeError, readonly TerraformPair[]>;

export function readTerraformPlan(text: string, options: TerraformOptions): Either<InvalidTerraform | DecodeError, TerraformPlan>;

export function readTerraformSchemas(text: string): Either<InvalidTerraform, ReadonlyMap<string, ResourceMarks>>;

export function readTerraformState(text: string, options: TerraformOptions): Either<InvalidTerraform | DecodeError, readonly TerraformResource[]>;
