import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { transformSync } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeConsumer, ROOT, runIn } from '../package/consumer.js';
import { codeBlocks, programOf } from './code-blocks.js';

const guide = readdirSync(join(ROOT, 'docs/guide')).filter((name) => name.endsWith('.md')).map((name) => `docs/guide/${name}`);
const pages = ['README.md', 'CONTRIBUTING.md', 'SECURITY.md', ...guide].map((path) => ({
  path,
  text: readFileSync(join(ROOT, path), 'utf8'),
}));

let folder: string;
beforeAll(() => {
  folder = makeConsumer();
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('what the pages say', () => {
  it.each(pages.filter(({ text }) => programOf(text).source !== ''))('the code of $path runs against the built package and prints what it says', ({ path, text }) => {
    const { source, output } = programOf(text);
    const { code } = transformSync(source, { loader: 'ts', format: 'esm', target: 'node20' });
    const printed = runIn(folder, `${path.replaceAll('/', '-')}.mjs`, code);
    if (output !== undefined) expect(printed.trimEnd()).toBe(output.trimEnd());
  });

  it.each(pages)('every link of $path leads to a file', ({ path, text }) => {
    const prose = codeBlocks(text).reduce((rest, block) => rest.replace(block.text, ''), text);
    const links = [...prose.matchAll(/\]\((?!https?:|#)([^)#\s]+)/g)].map((match) => match[1]!);
    expect(links.filter((link) => !existsSync(join(ROOT, dirname(path), link)))).toEqual([]);
  });

  it.each(pages)('every npm script that $path names exists', ({ text }) => {
    const { scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { scripts: Record<string, string> };
    const named = [...text.matchAll(/npm run ([a-z][a-z:]*)/g)].map((match) => match[1]!);
    expect(named.filter((name) => !(name in scripts))).toEqual([]);
  });
});
