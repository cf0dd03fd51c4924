/**
 * The libraries that benchmarks compare with. They live in this folder's own package, so the project installs without
 * them.
 */
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';

/** Loads a peer; where it is not installed, the process ends and says how to install it. */
export async function loadPeer<T>(name: string): Promise<T> {
  try {
    return (await import(pathToFileURL(createRequire(import.meta.url).resolve(name)).href)) as T;
  } catch (cause) {
    console.error(`${name} is not installed: run "npm ci --prefix test/bench" first (${(cause as Error).message})`);
    process.exit(2);
  }
}
