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
export function settingsFrom(environment: Readonly<Record<string, string | undefined>>): Settings {
  const value = (name: string): string => {
    const text = environment[name];
    if (text === undefined || text === '') throw new TypeError(`set ${name}`);
    return text;
  };
  return {
    databaseUrl: value('DATABASE_URL'),
    platformUrl: value('PLATFORM_URL'),
    digestKey: value('DIGEST_KEY'),
    day: environment['NIGHT'] ?? new Date().toISOString().slice(0, 10),
  };
}
