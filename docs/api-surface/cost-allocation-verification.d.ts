// @omnicloud/domain/cost-allocation/verification

export { AllocationRecord } from '@omnicloud/domain/cost-allocation';

export { Cancelled } from '@omnicloud/domain/cost-allocation/sums';

export { DecodeError } from '@omnicloud/domain/cost-allocation';

export { LineDetails } from '@omnicloud/domain/cost-allocation';

export { ProgressOptions } from '@omnicloud/domain/cost-allocation';

export { RecordedAmortization } from '@omnicloud/domain/cost-allocation';

export { RecordedDriver } from '@omnicloud/domain/cost-allocation';

export { RecordedLine } from '@omnicloud/domain/cost-allocation';

export { RecordedResult } from '@omnicloud/domain/cost-allocation';

export { RecordedShare } from '@omnicloud/domain/cost-allocation';

export { RecordedSplit } from '@omnicloud/domain/cost-allocation';

export { RecordedStep } from '@omnicloud/domain/cost-allocation';

export { RecordedSum } from '@omnicloud/domain/cost-allocation';

export { UnsoundRecord } from '@omnicloud/domain/cost-allocation';

export { orThrow } from '@omnicloud/domain/cost-allocation';

export function verifyAllocation(record: AllocationRecord): Either<UnsoundRecord | DecodeError, AllocationRecord>;

export function verifyBill(record: AllocationRecord, options?: ProgressOptions): TaskEither<UnsoundRecord | DecodeError | Cancelled, AllocationRecord>;
