/** How much each capability weighs as a browser bundle; a Node built-in anywhere in it makes the bundling fail. */
export declare function sizes(): Promise<readonly {
    subpath: string;
    gzipped: number;
    budget: number;
}[]>;
