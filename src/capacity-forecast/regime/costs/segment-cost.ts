/** How badly one stretch of a series, `from` (included) to `to` (excluded), is described by one simple model. */
export type SegmentCost = (from: number, to: number) => number;

/** A cost is made for one series in O(n) and then answers for any stretch of it in constant time. */
export type CostFunction = (values: Float64Array) => SegmentCost;
