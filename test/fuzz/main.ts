/**
 * npm run fuzz -- [--seconds N] [--target NAME] [--seed N]
 * Throws random input at every door of the library for some time; a broken law is printed with the seed that makes it.
 */
import { parseArgs } from 'node:util';
import { tryOnce, type Finding } from './run.js';
import { TARGETS } from './targets/index.js';

const text = { type: 'string' } as const;
const { values } = parseArgs({ options: { seconds: text, target: text, seed: text } });
const targets = TARGETS.filter(({ name }) => values.target === undefined || name === values.target);
const until = Date.now() + Number(values.seconds ?? 30) * 1000;
const findings = new Map<string, Finding>();
const runs = new Map<string, number>();

if (values.seed === undefined) {
  for (let seed = Date.now() >>> 0; Date.now() < until; seed += 1) {
    for (const target of targets) {
      const finding = await tryOnce(target, seed);
      runs.set(target.name, (runs.get(target.name) ?? 0) + 1);
      const kind = finding && `${finding.target}: ${finding.reason.slice(0, 60)}`;
      if (finding !== undefined && kind !== undefined && !findings.has(kind)) findings.set(kind, finding);
    }
  }
} else {
  for (const target of targets) {
    const finding = await tryOnce(target, Number(values.seed));
    if (finding !== undefined) findings.set(target.name, finding);
  }
}

for (const [name, count] of runs) process.stdout.write(`${name.padEnd(16)} ${count} inputs\n`);
for (const { target, seed, reason } of findings.values()) {
  process.stdout.write(`BROKEN ${target}, --target '${target}' --seed ${seed}: ${reason}\n`);
}
process.exitCode = findings.size > 0 ? 1 : 0;
