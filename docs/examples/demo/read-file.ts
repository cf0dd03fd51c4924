import { readFile } from 'node:fs/promises';
import { InputProblem } from './options.js';

/** The text of a file, or one clear line of why there is none. */
export async function readText(path: string): Promise<string> {
  const text = await readFile(path, 'utf8').catch((cause: NodeJS.ErrnoException) => {
    const reason =
      cause.code === 'ENOENT' ? 'there is no such file' : cause.code === 'EISDIR' ? 'this is a folder' : cause.message;
    throw new InputProblem(`${path}: ${reason}`);
  });
  if (text.trim() === '') throw new InputProblem(`${path}: the file is empty`);
  return text;
}
