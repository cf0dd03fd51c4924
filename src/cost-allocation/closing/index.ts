/**
 * What closing a month asks for beside its allocation: the corrections of months closed before, how much of a commitment
 * was used, and what a cancelled one leaves over.
 */
export { cancellationRemainder } from './cancellation-remainder.js';
export { commitmentUse, type CommitmentUse } from './commitment-use.js';
export { restate, type Restatement } from './restate.js';
export type { AmortizationError } from '../../errors/cost.js';
export type { ApportionError } from '../../errors/money.js';
export { Decimal } from '../../money/index.js';
export { orThrow } from '../../prelude.js';
