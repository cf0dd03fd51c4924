/** What the host is told from outside. */
export interface Settings {
    readonly databaseUrl: string;
    /** Where the platform's services are, all behind one gateway. */
    readonly platformUrl: string;
    /** The secret under which sensitive values are digested; the same in every process, or digests do not compare. */
    readonly digestKey: string;
    /** The night to run, `2026-11-23`. */
    readonly day: string;
}
/** Reads the settings from the environment; says what is missing. */
export declare function settingsFrom(environment: Readonly<Record<string, string | undefined>>): Settings;
