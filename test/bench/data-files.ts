/** What the benchmarks that take `--data FILE --out FILE` share: the arguments, and JSON files that may be gzipped. */
import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { gunzipSync } from 'node:zlib';

/** The two files named on the command line; without either the process ends with the usage. */
export function benchFiles(): { readonly data: string; readonly out: string } {
  const { data, out } = parseArgs({ options: { data: { type: 'string' }, out: { type: 'string' } } }).values;
  if (data === undefined || out === undefined) {
    console.error('usage: --data FILE.json[.gz] --out FILE.json');
    process.exit(2);
  }
  return { data, out };
}

/** Parses a JSON file, unpacking it first where its first bytes say gzip. */
export function readJson<T>(file: string): T {
  const raw = readFileSync(file);
  const text = raw[0] === 0x1f && raw[1] === 0x8b ? gunzipSync(raw) : raw;
  return JSON.parse(text.toString('utf8')) as T;
}

export function writeJson(file: string, value: unknown): void {
  writeFileSync(file, JSON.stringify(value));
}
