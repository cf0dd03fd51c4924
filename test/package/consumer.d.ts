export declare const ROOT: string;
interface Manifest {
    readonly files: readonly string[];
    readonly exports: Readonly<Record<string, unknown>>;
    readonly dependencies: Readonly<Record<string, string>>;
}
export declare const manifest: Manifest;
/** `@omnicloud/domain`, `@omnicloud/domain/drift`, …: every path that a user can import code from. */
export declare const SUBPATHS: string[];
/**
 * An empty folder of a user with the package in it exactly as it would be published: the files of the manifest, the
 * run-time dependencies, and nothing else of this checkout.
 */
export declare function makeConsumer(): string;
/** Makes a package of this checkout's own tools (a compiler, a type package) available to a consumer. */
export declare function link(name: string, folder: string): void;
/** Runs a script in a consumer's folder and gives back what it printed; throws with its output where it fails. */
export declare function runIn(folder: string, file: string, source: string): string;
export {};
