/** A table for a terminal: the first column to the left, figures to the right, a rule under the head. */
export declare function table(head: readonly string[], rows: readonly (readonly string[])[], left?: readonly number[]): string;
/** The heading of one of the demo's three parts. */
export declare function heading(text: string): string;
/** 2026-10-01, in UTC. */
export declare function day(seconds: number): string;
