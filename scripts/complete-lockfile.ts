/**
 * Adds to the lock files (the package's and the benches') the optional binaries of platforms whose packages the registry in use does not carry: npm
 * leaves them out of the lock file then, and `npm ci` calls the lock file incomplete. They are installed only where
 * their platform is. Run it after every `npm install`.
 */
import { readFileSync, writeFileSync } from 'node:fs';

interface Locked {
  readonly version?: string;
  readonly optional?: boolean;
  readonly dev?: boolean;
  readonly os?: readonly string[];
  readonly cpu?: readonly string[];
  readonly libc?: readonly string[];
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

const SYSTEMS = ['android', 'darwin', 'freebsd', 'linux', 'netbsd', 'openbsd', 'openharmony', 'win32'];
const PROCESSORS: readonly (readonly [RegExp, string])[] = [
  [/arm64/, 'arm64'],
  [/\barm\b/, 'arm'],
  [/x64/, 'x64'],
  [/ia32/, 'ia32'],
  [/ppc64/, 'ppc64'],
  [/riscv64/, 'riscv64'],
  [/s390x/, 's390x'],
  [/loong64/, 'loong64'],
];

for (const place of ['../package-lock.json', '../test/bench/package-lock.json'])
  complete(new URL(place, import.meta.url));

function complete(file: URL): void {
  const lock = JSON.parse(readFileSync(file, 'utf8')) as { packages: Record<string, Locked> };
  let added = 0;
  for (const owner of Object.values(lock.packages)) {
    for (const [name, version] of Object.entries(owner.optionalDependencies ?? {})) {
      const path = `node_modules/${name}`;
      const platform = platformOf(name);
      if (lock.packages[path] !== undefined || platform === undefined) continue;
      lock.packages[path] = { version, ...(owner.dev && { dev: true }), optional: true, ...platform };
      added += 1;
    }
  }
  lock.packages = Object.fromEntries(Object.entries(lock.packages).toSorted(([a], [b]) => (a < b ? -1 : 1)));
  writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);
  process.stdout.write(`${added} optional binaries added to ${file.pathname}\n`);
}

function platformOf(name: string): Pick<Locked, 'os' | 'cpu' | 'libc'> | undefined {
  const os = SYSTEMS.find((system) => name.includes(system));
  const cpu = PROCESSORS.find(([pattern]) => pattern.test(name))?.[1];
  if (os === undefined || cpu === undefined) return undefined;
  const libc = name.includes('musl') ? ['musl'] : /linux.*gnu/.test(name) ? ['glibc'] : undefined;
  return { os: [os], cpu: [cpu], ...(libc ? { libc } : {}) };
}
