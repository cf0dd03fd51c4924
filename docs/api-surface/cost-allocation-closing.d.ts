// @omnicloud/domain/cost-allocation/closing

export type AmortizationError = InvalidReservation | InvalidPeriod | InvalidCostOption | UnknownCurrency | DecodeError;

export type ApportionError = TaggedError<'ApportionError', {
    readonly reason: string;
    readonly value: unknown;
    readonly index?: number;
}>;

export interface CommitmentUse {
    readonly used: Decimal;
    readonly unused: Decimal;
}

export const Decimal: typeof DecimalJs;
export type Decimal = DecimalJs;

export interface Restatement {
    readonly tenantId: string;
    readonly category: CostCategory;
    readonly amount: Decimal;
}

export function cancellationRemainder(reservation: Reservation, scale?: number): Either<AmortizationError, Decimal>;

export function commitmentUse(amortized: Decimal, usedQuantity: Decimal, quantity: Decimal): Either<ApportionError, CommitmentUse>;

export function orThrow<L, A>(outcome: Either<L, A>): A;
export function orThrow<L, A>(outcome: TaskEither<L, A>): Promise<A>;

export function restate(closed: PeriodAllocation, corrected: PeriodAllocation): Either<DecodeError, ReadonlyArray<Restatement>>;
