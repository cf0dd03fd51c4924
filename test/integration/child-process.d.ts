import type { ChildProcess } from 'node:child_process';
/**
 * Waits for a program to finish; true where it ended well, false where it was killed after `killAfterSeconds`. A program
 * that fails by itself is an error, with what it said.
 */
export declare function endOf(child: ChildProcess, killAfterSeconds: number | undefined): Promise<boolean>;
