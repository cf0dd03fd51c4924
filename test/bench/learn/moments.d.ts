/** Centre and spread of each input over all examples, as the tables carry them. */
export declare function momentsOf(inputs: readonly Float64Array[]): {
    readonly centre: number[];
    readonly spread: number[];
};
export declare const rounded: (x: number) => number;
