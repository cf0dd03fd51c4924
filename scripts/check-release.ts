/** Refuses a release whose package.json still has placeholder addresses (`.invalid`) or whose changelog has no date for the version. */
import { readFileSync } from 'node:fs';

function readText(path: string): string {
  return readFileSync(new URL(`../${path}`, import.meta.url), 'utf8');
}

const { version, homepage, bugs, repository } = JSON.parse(readText('package.json'));
const problems = Object.entries({ homepage, 'bugs.url': bugs?.url, 'repository.url': repository?.url })
  .filter(([, address]) => typeof address !== 'string' || /\.invalid\b/.test(address))
  .map(([name, address]) => `package.json: ${name} is a placeholder (${address}); the owner fills it in`);
if (!new RegExp(`^## ${version.replaceAll('.', '\\.')} — \\d{4}-\\d{2}-\\d{2}$`, 'm').test(readText('CHANGELOG.md')))
  problems.push(`CHANGELOG.md: version ${version} has no date`);
for (const problem of problems) process.stderr.write(`${problem}\n`);
process.exitCode = problems.length === 0 ? 0 : 1;
