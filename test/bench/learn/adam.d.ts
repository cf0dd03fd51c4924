/** Adam (Kingma and Ba 2015), a step at a time, in place. */
export declare function adam(size: number): (parameters: Float64Array, gradient: Float64Array, rate: number) => void;
/** Large steps first, small ones at the end. */
export declare const rateAt: (rate: number, progress: number) => number;
