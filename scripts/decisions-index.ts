/**
 * The index of the decisions: `docs/decisions/README.md` lists every record with its date and status.
 * `npx tsx scripts/decisions-index.ts` writes it; a test compares.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';

const FOLDER = new URL('../docs/decisions/', import.meta.url);

const HEAD = `# Decisions

Why the code is as it is. One record a decision: its date, its status, what was chosen and why, the alternatives, and the
figures behind it. A record is never rewritten when the choice changes: a new one supersedes it. The numbers are by area:
00xx the kernel, 03xx cost allocation, 04xx forecasts, 06xx adapters and hosts, 08xx drift.

Written by \`npx tsx scripts/decisions-index.ts\`.

| record | date | status |
| --- | --- | --- |
`;

/** The text of the index, from the records as they are. */
export function decisionsIndex(): string {
  const rows = readdirSync(FOLDER)
    .filter((name) => /^\d{4}-.*\.md$/.test(name))
    .sort()
    .map((name) => {
      const text = readFileSync(new URL(name, FOLDER), 'utf8');
      const title = /^# (.*)$/m.exec(text)?.[1] ?? name;
      const date = /^Date: (\d{4}-\d{2}-\d{2})$/m.exec(text)?.[1] ?? 'no date';
      const status = /^Status: (accepted|superseded by \d{4})$/m.exec(text)?.[1] ?? 'no status';
      return `| [${title}](${name}) | ${date} | ${status} |`;
    });
  return `${HEAD}${rows.join('\n')}\n`;
}

if (process.argv[1] === new URL(import.meta.url).pathname)
  writeFileSync(new URL('README.md', FOLDER), decisionsIndex());
