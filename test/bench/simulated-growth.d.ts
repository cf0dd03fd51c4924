/** Growth whose truth is known, for the benches of exhaustion dates. */
/** A small reproducible generator of uniform and normal numbers (Numerical Recipes' linear congruential one). */
export declare function chance(seed: number): {
    uniform: (low: number, high: number) => number;
    normal: () => number;
};
/** What a group of series has besides growth. */
export interface GrowthKind {
    readonly name: string;
    readonly curve: 'linear' | 'exponential';
    readonly weekly?: boolean;
    /** Sampled by the hour with a daily cycle, so that peaks reach the capacity first. */
    readonly hourly?: boolean;
    readonly shift?: 'level' | 'slope';
    readonly wandering?: boolean;
    /** One day in twenty missing and one in forty an outlier. */
    readonly dirty?: boolean;
}
/** Both curves with every feature. */
export declare const GROWTH_KINDS: readonly GrowthKind[];
export interface SimulatedGrowth {
    readonly points: readonly {
        readonly timestamp: number;
        readonly value: number;
    }[];
    readonly now: number;
    readonly capacity: number;
    /** Days from now until the noise-free demand reaches the capacity; Infinity where not within `FUTURE_DAYS`. */
    readonly truth: number;
}
export declare const HISTORY_DAYS = 90;
export declare const FUTURE_DAYS = 365;
/** One series of a kind: 20 to 200 % growth a year, 1 to 8 % noise, capacity reached 20 to 450 days ahead. */
export declare function simulateGrowth(kind: GrowthKind, seed: number): SimulatedGrowth;
