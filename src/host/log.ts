import { ignoreErrors } from './try.js';

/** One line of a host's log: what a person should know. No line holds a sensitive value. */
export interface LogEntry {
  /** How serious it is. */
  readonly level: 'info' | 'warning' | 'error';
  /** What happened, as a sentence. */
  readonly message: string;
  /** What the message is about, for machines: `tenantId`, `resourceId`, `metric` and the like, where they are known. */
  readonly context: Readonly<Record<string, unknown>>;
}

/** Takes lines about what a person should know. What it throws, at once or later, is dropped. */
export interface LogPort {
  /** Takes one line. */
  write(entry: LogEntry): void;
}

/** Writes a line to the log of a host, if there is one. */
export function writeLog(log: LogPort | undefined, entry: LogEntry): void {
  ignoreErrors(() => log?.write(entry));
}
