let keyOfProcess: string | undefined;

/** A random key that lives as long as the process, for hosts that give none. */
export function processKey(): string {
  keyOfProcess ??= crypto.randomUUID() + crypto.randomUUID();
  return keyOfProcess;
}
