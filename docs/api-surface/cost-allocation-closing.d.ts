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

export const Decimal: DecimalConstructor;
export interface Decimal extends DecimalJs {
    absoluteValue(): Decimal;
    abs(): Decimal;
    ceil(): Decimal;
    clampedTo(min: DecimalJs.Value, max: DecimalJs.Value): Decimal;
    clamp(min: DecimalJs.Value, max: DecimalJs.Value): Decimal;
    cosine(): Decimal;
    cos(): Decimal;
    cubeRoot(): Decimal;
    cbrt(): Decimal;
    dividedBy(n: DecimalJs.Value): Decimal;
    div(n: DecimalJs.Value): Decimal;
    dividedToIntegerBy(n: DecimalJs.Value): Decimal;
    divToInt(n: DecimalJs.Value): Decimal;
    floor(): Decimal;
    hyperbolicCosine(): Decimal;
    cosh(): Decimal;
    hyperbolicSine(): Decimal;
    sinh(): Decimal;
    hyperbolicTangent(): Decimal;
    tanh(): Decimal;
    inverseCosine(): Decimal;
    acos(): Decimal;
    inverseHyperbolicCosine(): Decimal;
    acosh(): Decimal;
    inverseHyperbolicSine(): Decimal;
    asinh(): Decimal;
    inverseHyperbolicTangent(): Decimal;
    atanh(): Decimal;
    inverseSine(): Decimal;
    asin(): Decimal;
    inverseTangent(): Decimal;
    atan(): Decimal;
    logarithm(n?: DecimalJs.Value): Decimal;
    log(n?: DecimalJs.Value): Decimal;
    minus(n: DecimalJs.Value): Decimal;
    sub(n: DecimalJs.Value): Decimal;
    modulo(n: DecimalJs.Value): Decimal;
    mod(n: DecimalJs.Value): Decimal;
    naturalExponential(): Decimal;
    exp(): Decimal;
    naturalLogarithm(): Decimal;
    ln(): Decimal;
    negated(): Decimal;
    neg(): Decimal;
    plus(n: DecimalJs.Value): Decimal;
    add(n: DecimalJs.Value): Decimal;
    round(): Decimal;
    squareRoot(): Decimal;
    sqrt(): Decimal;
    times(n: DecimalJs.Value): Decimal;
    toDecimalPlaces(decimalPlaces?: number): Decimal;
    toDecimalPlaces(decimalPlaces: number, rounding: DecimalJs.Rounding): Decimal;
    toDP(decimalPlaces?: number): Decimal;
    toDP(decimalPlaces: number, rounding: DecimalJs.Rounding): Decimal;
    toNearest(n: DecimalJs.Value, rounding?: DecimalJs.Rounding): Decimal;
    toPower(n: DecimalJs.Value): Decimal;
    pow(n: DecimalJs.Value): Decimal;
    toSignificantDigits(significantDigits?: number): Decimal;
    toSignificantDigits(significantDigits: number, rounding: DecimalJs.Rounding): Decimal;
    toSD(significantDigits?: number): Decimal;
    toSD(significantDigits: number, rounding: DecimalJs.Rounding): Decimal;
    truncated(): Decimal;
    trunc(): Decimal;
}

export interface Restatement {
    readonly tenantId: string;
    readonly category: CostCategory;
    readonly amount: Decimal;
}

export function cancellationRemainder(reservation: Reservation, scale?: number): Either<AmortizationError, Decimal>;

export function commitmentUse(amortized: Decimal, usedQuantity: Decimal, quantity: Decimal): Either<ApportionError, CommitmentUse>;

export function orThrow<L, A>(outcome: Either<L, A>): A;
export function orThrow<L, A>(outcome: TaskEither<L, A>): Promise<A>;

export function restate(closed: PeriodAllocation, corrected: PeriodAllocation): Either<DecodeError, readonly Restatement[]>;
