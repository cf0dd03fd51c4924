import { PGlite } from '@electric-sql/pglite';

let shared: Promise<PGlite> | undefined;

/** One PGlite for all test files of a worker, since to start one takes seconds; call {@link resetSession} at the end. */
export const pglite = (): Promise<PGlite> => (shared ??= PGlite.create());

/** Takes back what a file has set for the session. */
export async function resetSession(client: PGlite): Promise<void> {
  await client.exec('RESET ALL; RESET ROLE');
}
