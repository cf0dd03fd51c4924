/** The text of a file, or one clear line of why there is none. */
export declare function readText(path: string): Promise<string>;
