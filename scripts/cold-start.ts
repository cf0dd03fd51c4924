import { execFileSync } from 'node:child_process';

const MEASURE = 'const { user, system } = process.cpuUsage(); console.log((user + system) / 1000)';

/**
 * Milliseconds of processor time to import each subpath in a fresh process, beyond starting Node: the least of several
 * rounds, in each of which all are measured, so that a slow moment of the machine falls on none alone.
 */
export function coldStarts(subpaths: ReadonlyArray<string>, folder: string, rounds = 5): ReadonlyMap<string, number> {
  const cost = (script: string): number =>
    Number(execFileSync(process.execPath, ['--input-type=module', '-e', script], { cwd: folder, encoding: 'utf8' }));
  const least = new Map<string, number>();
  for (let round = 0; round < rounds; round += 1) {
    for (const script of [MEASURE, ...subpaths.map(importing)]) {
      least.set(script, Math.min(cost(script), least.get(script) ?? Infinity));
    }
  }
  return new Map(subpaths.map((subpath) => [subpath, least.get(importing(subpath))! - least.get(MEASURE)!]));
}

const importing = (subpath: string): string => `await import('${subpath}'); ${MEASURE}`;
