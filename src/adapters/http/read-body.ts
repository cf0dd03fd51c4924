import * as E from '../../either.js';
import type { Either } from '../../prelude.js';

/** Why a body was not read. */
export type BodyProblem = 'too_large' | 'garbage';

/**
 * Reads the JSON of an answer up to a number of bytes (after decompression, so that a small bomb does not unfold).
 * An empty body is `null`. What is not read is called off, so that the connection does not stay behind.
 */
export async function readJson(response: Response, limitBytes: number): Promise<Either<BodyProblem, unknown>> {
  const announced = Number(response.headers.get('content-length') ?? 0);
  if (announced > limitBytes) {
    await discard(response);
    return E.left('too_large');
  }
  const text = await readText(response, limitBytes);
  if (text === undefined) return E.left('too_large');
  if (text === '') return E.right(null);
  try {
    return E.right(JSON.parse(text));
  } catch {
    return E.left('garbage');
  }
}

/** Lets go of an answer whose body nobody wants. */
export async function discard(response: Response): Promise<void> {
  await response.body?.cancel().catch(() => undefined);
}

async function readText(response: Response, limitBytes: number): Promise<string | undefined> {
  if (response.body === null) return '';
  const decoder = new TextDecoder();
  const reader = response.body.getReader();
  const parts: string[] = [];
  let bytes = 0;
  for (;;) {
    const { done, value } = (await reader.read()) as { done: boolean; value?: Uint8Array };
    if (done || value === undefined) return parts.join('') + decoder.decode();
    bytes += value.byteLength;
    if (bytes > limitBytes) {
      await reader.cancel().catch(() => undefined);
      return undefined;
    }
    parts.push(decoder.decode(value, { stream: true }));
  }
}
