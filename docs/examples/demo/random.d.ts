/** Numbers that look random and are the same every time (mulberry32). */
export declare function seeded(seed: number): () => number;
/** A number around zero with standard deviation one (Box and Muller). */
export declare function normal(random: () => number): number;
