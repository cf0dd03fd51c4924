// @omnicloud/domain/cost-allocation/closing

export { AmortizationError } from '@omnicloud/domain/cost-allocation';

export type ApportionError = TaggedError<'ApportionError', {
    readonly reason: string;
    readonly value: unknown;
    readonly index?: number;
}>;

export interface CommitmentUse {
    readonly used: Decimal;
    readonly unused: Decimal;
}

export { Decimal } from '@omnicloud/domain/cost-allocation';

export interface Restatement {
    readonly tenantId: string;
    readonly category: CostCategory;
    readonly amount: Decimal;
}

export function cancellationRemainder(reservation: Reservation, scale?: number): Either<AmortizationError, Decimal>;

export function commitmentUse(amortized: Decimal, usedQuantity: Decimal, quantity: Decimal): Either<ApportionError, CommitmentUse>;

export { orThrow } from '@omnicloud/domain/cost-allocation';

export function restate(closed: PeriodAllocation, corrected: PeriodAllocation): Either<DecodeError, readonly Restatement[]>;
