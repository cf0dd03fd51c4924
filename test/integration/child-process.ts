import type { ChildProcess } from 'node:child_process';

/** A program that takes longer than this does not end at all. */
const LONGEST_SECONDS = 100;

/**
 * Waits for a program to finish; true where it ended well, false where it was killed after `killAfterSeconds`. A
 * program that fails by itself, or never ends, is an error, with what it said.
 */
export async function endOf(child: ChildProcess, killAfterSeconds: number | undefined): Promise<boolean> {
  const said: string[] = [];
  child.stderr?.on('data', (text: Buffer) => said.push(text.toString('utf8')));
  let stuck = false;
  const timer = setTimeout(
    () => {
      stuck = killAfterSeconds === undefined;
      child.kill('SIGKILL');
    },
    (killAfterSeconds ?? LONGEST_SECONDS) * 1000,
  );
  const [code, signal] = await new Promise<[number | null, NodeJS.Signals | null]>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (...end) => resolve(end));
  });
  clearTimeout(timer);
  if (code === 0) return true;
  if (signal === 'SIGKILL' && !stuck) return false;
  throw new Error(`the host ${stuck ? 'did not end' : `ended with ${code ?? signal}`}: ${said.join('')}`);
}
