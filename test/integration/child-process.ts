import type { ChildProcess } from 'node:child_process';

/**
 * Waits for a program to finish; true where it ended well, false where it was killed after `killAfterSeconds`. A program
 * that fails by itself is an error, with what it said.
 */
export async function endOf(child: ChildProcess, killAfterSeconds: number | undefined): Promise<boolean> {
  const said: string[] = [];
  child.stderr?.on('data', (text: Buffer) => said.push(text.toString('utf8')));
  const timer = killAfterSeconds === undefined ? undefined : setTimeout(() => child.kill('SIGKILL'), killAfterSeconds * 1000);
  const [code, signal] = await new Promise<[number | null, NodeJS.Signals | null]>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (...end) => resolve(end));
  });
  clearTimeout(timer);
  if (code === 0) return true;
  if (signal === 'SIGKILL') return false;
  throw new Error(`the host ended with ${code ?? signal}: ${said.join('')}`);
}
