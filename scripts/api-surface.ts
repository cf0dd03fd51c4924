/** Writes docs/api-surface: what every subpath exports, as its declarations say it. A test compares it. */
import { writeFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { surfaces } from './surface.js';

const folder = new URL('../docs/api-surface/', import.meta.url).pathname;
mkdirSync(folder, { recursive: true });
for (const { name, text } of surfaces()) writeFileSync(join(folder, `${name}.d.ts`), text);
