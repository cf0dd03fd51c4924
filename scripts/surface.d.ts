/** One subpath's public face. */
export interface Surface {
    /** `index`, `drift`, `adapters-memory`, …: the name of its snapshot. */
    readonly name: string;
    /** Its exports in order of name, each as declared, without comments. */
    readonly text: string;
    /** Exports that carry no doc comment. */
    readonly undocumented: readonly string[];
}
/** Reads the built declarations of every subpath. Needs a build. */
export declare function surfaces(): readonly Surface[];
