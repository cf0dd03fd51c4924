/** The two files named on the command line; without either the process ends with the usage. */
export declare function benchFiles(): {
    readonly data: string;
    readonly out: string;
};
/** Parses a JSON file, unpacking it first where its first bytes say gzip. */
export declare function readJson<T>(file: string): T;
export declare function writeJson(file: string, value: unknown): void;
