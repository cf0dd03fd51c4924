import type { Fields } from '../plain-data.js';
import type { RuleNode } from '../rule-tree.js';
import type { NormalForms } from './normal-forms.js';
import { kindOf } from './values.js';

/**
 * The leaves of a list element as sorted numbers, one a leaf: its place inside the element and its normal form. The
 * elements of an inner unordered list count as one leaf each, all at the same place.
 */
export interface LeafSignature {
  /** Place of each leaf, ascending. */
  readonly places: Int32Array;
  /** What stands there: leaf `i` of two elements agrees when both place and token do. */
  readonly tokens: Int32Array;
}

// An element with more leaves than this is judged by its first ones.
const MAX_LEAVES = 20_000;

/** Makes profiles whose places and tokens are comparable with one another. */
export class SignatureReader {
  readonly #places = new Map<string, number>();
  readonly #forms: NormalForms;

  constructor(forms: NormalForms) {
    this.#forms = forms;
  }

  signatureOf(element: unknown, node: RuleNode): LeafSignature {
    const leaves: (readonly [place: number, token: number])[] = [];
    const open: { value: unknown; node: RuleNode; place: string }[] = [{ value: element, node, place: '' }];
    for (let next = open.pop(); next !== undefined && leaves.length < MAX_LEAVES; next = open.pop()) {
      const { value, place } = next;
      const kind = isReadAsDocument(value, next.node) ? 'leaf' : kindOf(value);
      const anyOrder = kind === 'list' && next.node.anyOrder;
      if (kind !== 'map' && kind !== 'list') leaves.push([this.#numberOf(place), this.#forms.of(value, next.node).id]);
      else {
        for (const key of Object.keys(value as Fields)) {
          const child = next.node.child(kind === 'list' ? Number(key) : key);
          const childPlace = `${place}/${anyOrder ? '' : key}`;
          const childValue = (value as Fields)[key];
          if (child.ignored !== undefined) continue;
          if (anyOrder) leaves.push([this.#numberOf(childPlace), this.#forms.of(childValue, child).id]);
          else open.push({ value: childValue, node: child, place: childPlace });
        }
      }
    }
    leaves.sort(([leftPlace, left], [rightPlace, right]) => leftPlace - rightPlace || left - right);
    return {
      places: Int32Array.from(leaves, ([place]) => place),
      tokens: Int32Array.from(leaves, ([, token]) => token),
    };
  }

  #numberOf(place: string): number {
    const known = this.#places.get(place);
    if (known !== undefined) return known;
    this.#places.set(place, this.#places.size);
    return this.#places.size - 1;
  }
}

/** Whether an equivalence reads a container as one document. */
export function isReadAsDocument(value: unknown, node: RuleNode): boolean {
  if (node.equivalences.length === 0) return false;
  return node.equivalences.some((equivalence) => {
    const normal = node.accepts(equivalence, value) ? equivalence.normalize?.(value) : undefined;
    return normal !== undefined && normal !== value;
  });
}

/** How two elements relate: leaves that agree, and leaves in all, a leaf at the same place of both counted once. */
export interface Overlap {
  readonly agreeing: number;
  readonly total: number;
}

/** Compares two profiles in one pass over both; leaves of the right alone count only where `leftOnly` is off. */
export function overlapOf(left: LeafSignature, right: LeafSignature, leftOnly: boolean): Overlap {
  let [i, j, agreeing, total] = [0, 0, 0, 0];
  while (i < left.places.length && j < right.places.length) {
    const order = left.places[i]! - right.places[j]!;
    if (order !== 0) {
      if (order < 0 || !leftOnly) total++;
      if (order < 0) i++;
      else j++;
    } else {
      // All leaves at one place: usually one on each side, several in an inner unordered list.
      const place = left.places[i]!;
      const [fromLeft, fromRight] = [i, j];
      let same = 0;
      while (
        i < left.places.length &&
        j < right.places.length &&
        left.places[i] === place &&
        right.places[j] === place
      ) {
        const tokenOrder = left.tokens[i]! - right.tokens[j]!;
        if (tokenOrder === 0) same++;
        if (tokenOrder <= 0) i++;
        if (tokenOrder >= 0) j++;
      }
      while (left.places[i] === place) i++;
      while (right.places[j] === place) j++;
      agreeing += same;
      total += leftOnly ? i - fromLeft : Math.max(i - fromLeft, j - fromRight);
    }
  }
  return { agreeing, total: total + (left.places.length - i) + (leftOnly ? 0 : right.places.length - j) };
}
