import { oneOf, type t } from '../../codec/index.js';

/** How the measurements of one bucket become one value: their `mean`, or their `maximum` where peaks decide. */
export type UsageAggregation = 'mean' | 'maximum';
export const UsageAggregation: t.Type<UsageAggregation> = oneOf(['mean', 'maximum']);
