/** The library's three answers on a small platform of its own, or on the files that are named: see `--help`. */
import { capacityPart } from './capacity.js';
import { costPart } from './cost.js';
import { driftPart } from './drift.js';
import { readInfrastructure } from './infrastructure-files.js';
import { InputProblem, readOptions, USAGE, type DemoOptions } from './options.js';
import type { Section } from './page.js';
import { readUsage } from './usage-file.js';

async function sections({ billing, desired, actual, usage }: DemoOptions): Promise<readonly Section[]> {
  return [
    await costPart(billing),
    desired === undefined ? await driftPart() : await driftPart(await readInfrastructure(desired, actual), true),
    usage === undefined ? await capacityPart() : await capacityPart(await readUsage(usage), false),
  ];
}

async function main(): Promise<void> {
  const options = readOptions(process.argv.slice(2));
  if (options === 'help') {
    process.stdout.write(`${USAGE}\n`);
    return;
  }
  const parts = await sections(options);
  for (const { text } of parts) process.stdout.write(`${text}\n`);
  // What draws the charts takes seconds to load, which help and a mistake need not wait for.
  const { writePage } = await import('./page.js');
  await writePage(options.page, parts);
  process.stdout.write(`\nThe same with charts: ${options.page}\n`);
}

main().catch((cause: unknown) => {
  if (!(cause instanceof InputProblem)) throw cause;
  process.stderr.write(`${cause.message}\n`);
  process.exitCode = 2;
});
