import { execFileSync } from 'node:child_process';

const MEASURE = 'const { user, system } = process.cpuUsage(); console.log((user + system) / 1000)';

/** Milliseconds of processor time to import a subpath in a fresh process, beyond starting Node: the least of several runs. */
export function coldStart(subpath: string, folder: string, runs = 5): number {
  const cost = (script: string): number =>
    Math.min(
      ...Array.from({ length: runs }, () =>
        Number(execFileSync(process.execPath, ['--input-type=module', '-e', script], { cwd: folder, encoding: 'utf8' })),
      ),
    );
  return cost(`await import('${subpath}'); ${MEASURE}`) - cost(MEASURE);
}
