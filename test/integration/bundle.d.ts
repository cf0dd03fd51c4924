/** Puts a program and the library's sources into one file, so that a process of it starts in a moment. */
export declare function bundle(entry: string, outfile: string): Promise<void>;
