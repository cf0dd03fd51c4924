import { seededRandom, type SeededRandom } from '../random.js';

/** A configuration as plain JSON: nested records and lists, with the names and values that cloud resources have. */
export function generateConfiguration(seed: number, leaves = 30): Readonly<Record<string, unknown>> {
  const random = seededRandom(seed);
  const entries: [string, unknown][] = [];
  for (let left = leaves; left > 0;) {
    const size = Math.min(left, 1 + random.below(6));
    entries.push([`${random.pick(NAMES)}_${entries.length}`, branch(random, size, 0)]);
    left -= size;
  }
  return Object.fromEntries(entries);
}

/** The same configuration with `changes` leaves changed: what a resource looks like after somebody's hand. */
export function changeConfiguration(configuration: unknown, seed: number, changes = 1): unknown {
  const random = seededRandom(seed);
  const total = countLeaves(configuration);
  const at = new Set<number>();
  while (at.size < Math.min(changes, total)) at.add(random.below(total));
  let index = 0;
  const visit = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(visit);
    if (typeof value === 'object' && value !== null) {
      return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, visit(item)]));
    }
    const changed = at.has(index);
    index += 1;
    return changed ? `${String(value)} by hand` : value;
  };
  return visit(configuration);
}

const NAMES = ['ingress', 'tags', 'network', 'disk', 'policy', 'listener', 'replicas', 'region', 'labels', 'timeout'];
const MAX_DEPTH = 4;

function branch(random: SeededRandom, leaves: number, depth: number): unknown {
  if (leaves === 1 || depth === MAX_DEPTH) return leaf(random);
  const parts = Array.from({ length: leaves }, () => branch(random, 1, depth + 1));
  return random.next() < 0.4 ? parts : Object.fromEntries(parts.map((part, i) => [`${random.pick(NAMES)}_${i}`, part]));
}

function leaf(random: SeededRandom): unknown {
  const kinds = [
    () => random.below(65_536),
    () => random.next() < 0.5,
    () => `10.${random.below(256)}.${random.below(256)}.0/24`,
    () => `value-${random.below(1000)}`,
    () => null,
  ];
  return random.pick(kinds)();
}

function countLeaves(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 1;
  return Object.values(value).reduce((sum: number, item) => sum + countLeaves(item), 0);
}
