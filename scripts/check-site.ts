/** Follows every relative link of the built reference site, to the page and to the heading in it. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

const SITE = new URL('../docs/reference/', import.meta.url).pathname;
const pages = readdirSync(SITE, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.html'))
  .map((name) => join(SITE, name));
const texts = new Map(pages.map((page) => [page, readFileSync(page, 'utf8')]));
const anchors = new Map(
  [...texts].map(([page, text]) => [page, new Set([...text.matchAll(/\sid="([^"]+)"/g)].map(([, id]) => id!))]),
);

let links = 0;
const broken: string[] = [];
for (const [page, text] of texts)
  for (const [, address] of text.matchAll(/<a\s[^>]*href="([^"]+)"/g)) {
    if (/^[a-z]+:/.test(address!)) continue;
    links += 1;
    const [path, hash] = decodeURIComponent(address!.replaceAll('&#39;', "'").replaceAll('&amp;', '&')).split('#');
    const target = path === '' ? page : resolve(dirname(page), path!);
    const isThere = existsSync(target) && (!hash || (anchors.get(target)?.has(hash) ?? true));
    if (!isThere) broken.push(`${page.slice(SITE.length)}: ${address}`);
  }
process.stdout.write(`${pages.length} pages, ${links} links, ${broken.length} broken\n`);
if (broken.length > 0) throw new Error(`links that lead nowhere:\n${[...new Set(broken)].slice(0, 50).join('\n')}`);
