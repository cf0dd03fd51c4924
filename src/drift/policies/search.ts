/**
 * The search for a request that one set of rules lets through and another does not. Every part of a request (principal,
 * action, resource, each condition key) has finitely many atoms; a rule is a box, a set of atoms a part. What a rule
 * leaves of a box falls apart into boxes that do not overlap, one a part; the rule that leaves the fewest goes first.
 */

/** A set of atoms of each part of a request, a bit an atom. */
export type Box = readonly bigint[];

export interface BoxRule {
  readonly allow: boolean;
  readonly box: Box;
}

/** What is known of the parts of a request. */
export interface Space {
  /** All atoms of each part. */
  readonly whole: Box;
  /** The atoms of each part that have an example. */
  readonly proven: Box;
  /** The parts of which nothing is known: whether they hold decides nothing only where both may be. */
  readonly opaque: readonly boolean[];
}

interface SearchResult {
  /** A box of requests, all of them let through by the one and not by the other; each part has an example. */
  readonly found?: Box;
  /** Whether there may be such a request although none was found: no example has it, or the work ran out. */
  readonly open: boolean;
}

/**
 * A search within a box, which a rule of `yes` lets through, for what no rule of `yes` denies and `no` does not let
 * through.
 */
export function requestFinder(
  yes: readonly BoxRule[],
  no: readonly BoxRule[],
  space: Space,
  work: Work,
): (start: Box) => SearchResult {
  const boxes = (rules: readonly BoxRule[], allowing: boolean): readonly Box[] =>
    rules.filter(({ allow }) => allow === allowing).map(({ box }) => box);
  const [denials, deniers] = [boxes(yes, false), boxes(no, false)];
  const avoided = [...denials, ...boxes(no, true)];
  return (start) => {
    const first = search(start, avoided, space, work);
    let { open } = first;
    if (first.found !== undefined) return first;
    for (const denial of deniers) {
      if (!work.take(1)) return { open: true };
      const result = search(intersect(start, denial), denials, space, work);
      if (result.found !== undefined) return result;
      open ||= result.open;
    }
    return { open };
  };
}

/** A box within another that lies outside all of some boxes. */
function search(start: Box | undefined, avoided: readonly Box[], space: Space, work: Work): SearchResult {
  if (start === undefined || start.includes(0n)) return { open: false };
  let open = false;
  const waiting: (readonly [Box, readonly Box[]])[] = [[start, avoided]];
  while (waiting.length > 0) {
    const [box, boxes] = waiting.pop()!;
    if (!work.take(1 + boxes.length * box.length)) return { open: true };
    const touching = boxes.filter((other) => meets(box, other));
    if (touching.length === 0) {
      const found = provenIn(box, space);
      if (found !== undefined) return { found, open: false };
      open = true;
      continue;
    }
    const next = fewestParts(box, touching);
    const rest = touching.filter((other) => other !== next);
    // The last part first on the stack: examples then differ in the action before they differ in a condition.
    const parts = remains(box, next);
    for (let i = parts.length - 1; i >= 0; i -= 1) waiting.push([parts[i]!, rest]);
  }
  return { open };
}

const meets = (a: Box, b: Box): boolean => a.every((atoms, part) => (atoms & b[part]!) !== 0n);

const intersect = (a: Box, b: Box): Box => a.map((atoms, part) => atoms & b[part]!);

function fewestParts(box: Box, boxes: readonly Box[]): Box {
  let [best, fewest] = [boxes[0]!, Infinity];
  for (const other of boxes) {
    const parts = box.reduce((count, atoms, part) => count + ((atoms & ~other[part]!) === 0n ? 0 : 1), 0);
    if (parts < fewest) [best, fewest] = [other, parts];
  }
  return best;
}

/** A box without another, as boxes that do not overlap. */
function remains(box: Box, taken: Box): Box[] {
  const parts: Box[] = [];
  const core = [...box];
  for (const [part, atoms] of box.entries()) {
    const outside = atoms & ~taken[part]!;
    if (outside === 0n) continue;
    parts.push(core.with(part, outside));
    core[part] = atoms & taken[part]!;
  }
  return parts;
}

function provenIn(box: Box, { whole, proven, opaque }: Space): Box | undefined {
  const found = box.map((atoms, part) =>
    opaque[part] === true ? (atoms === whole[part] ? atoms : 0n) : atoms & proven[part]!,
  );
  return found.includes(0n) ? undefined : found;
}

/** The number of the lowest atom in a set. */
export function lowest(atoms: bigint): number {
  let at = 0;
  while (((atoms >> BigInt(at)) & 1n) === 0n) at += 1;
  return at;
}

/** The steps that one comparison may take, counted down. Past the end its answer is "undecided", in bounded time. */
export class Work {
  #left: number;

  constructor(steps: number) {
    this.#left = steps;
  }

  get isSpent(): boolean {
    return this.#left < 0;
  }

  /** Some of the steps set aside for one task; what it leaves is not given back. */
  part(share: number): Work {
    const steps = Math.max(0, Math.floor(this.#left * share));
    this.#left -= steps;
    return new Work(steps);
  }

  /** Takes some steps; whether they were there to take. */
  take(steps: number): boolean {
    this.#left -= steps;
    return this.#left >= 0;
  }
}
