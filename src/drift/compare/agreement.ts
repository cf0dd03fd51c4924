import type { RuleNode } from '../rules/node.js';
import type { Forms } from './forms.js';
import { type Fields, kindOf } from './kind.js';
import { isReadWhole, type Overlap } from './profile.js';

// Deeper elements are judged by their profiles, which need no stack.
const DEEPEST = 100;

/**
 * What `overlapOf` finds of the profiles of two elements, found by walking both at once: for a list with one
 * element left over on each side, where making profiles would be most of the work. Nothing where they are too deep.
 */
export class Agreement {
  private agreeing = 0;
  private total = 0;
  private tooDeep = false;

  private constructor(
    private readonly forms: Forms,
    private readonly leftOnly: boolean,
  ) {}

  static of(desired: unknown, actual: unknown, node: RuleNode, forms: Forms, leftOnly: boolean): Overlap | undefined {
    const agreement = new Agreement(forms, leftOnly);
    agreement.both(desired, actual, node, 0);
    return agreement.tooDeep ? undefined : { agreeing: agreement.agreeing, total: agreement.total };
  }

  private both(desired: unknown, actual: unknown, node: RuleNode, depth: number): void {
    const left = isLeaf(desired, node) ? 'leaf' : kindOf(desired);
    const right = isLeaf(actual, node) ? 'leaf' : kindOf(actual);
    if (depth > DEEPEST) this.tooDeep = true;
    else if (left === 'leaf' && right === 'leaf') this.leaves(desired, actual, node);
    else if (left === 'leaf' || right === 'leaf') {
      this.total += this.count(desired, node, depth) + (this.leftOnly ? 0 : this.count(actual, node, depth));
    } else if (node.unordered || node.identity !== undefined) {
      if (left === 'list' && right === 'list')
        this.elements(desired as readonly unknown[], actual as readonly unknown[], node);
      else this.members(desired as Fields, actual as Fields, node, depth);
    } else this.members(desired as Fields, actual as Fields, node, depth);
  }

  private leaves(desired: unknown, actual: unknown, node: RuleNode): void {
    this.total++;
    if (desired === actual || this.forms.of(desired, node).id === this.forms.of(actual, node).id) this.agreeing++;
  }

  private members(desired: Fields, actual: Fields, node: RuleNode, depth: number): void {
    for (const key of Object.keys(desired)) {
      const child = node.child(Array.isArray(desired) ? Number(key) : key);
      if (child.ignored !== undefined) continue;
      if (Object.hasOwn(actual, key)) this.both(desired[key], actual[key], child, depth + 1);
      else this.total += this.count(desired[key], child, depth + 1);
    }
    if (this.leftOnly) return;
    for (const key of Object.keys(actual)) {
      const child = node.child(Array.isArray(actual) ? Number(key) : key);
      if (child.ignored === undefined && !Object.hasOwn(desired, key))
        this.total += this.count(actual[key], child, depth + 1);
    }
  }

  /** The elements of an inner list without order: each is one leaf, and they agree as multisets. */
  private elements(desired: readonly unknown[], actual: readonly unknown[], node: RuleNode): void {
    const waiting = new Map<number, number>();
    let right = 0;
    for (const id of this.ids(actual, node)) {
      right++;
      waiting.set(id, (waiting.get(id) ?? 0) + 1);
    }
    let left = 0;
    for (const id of this.ids(desired, node)) {
      left++;
      const same = waiting.get(id) ?? 0;
      if (same > 0) this.agreeing++;
      waiting.set(id, same - 1);
    }
    this.total += this.leftOnly ? left : Math.max(left, right);
  }

  private ids(list: readonly unknown[], node: RuleNode): readonly number[] {
    return list.flatMap((element, i) => {
      const child = node.child(i);
      return child.ignored === undefined ? [this.forms.of(element, child).id] : [];
    });
  }

  /** The leaves of a value that one side alone has. */
  private count(value: unknown, node: RuleNode, depth: number): number {
    if (depth > DEEPEST) this.tooDeep = true;
    if (isLeaf(value, node) || depth > DEEPEST) return 1;
    const anyOrder = Array.isArray(value) && (node.unordered || node.identity !== undefined);
    let leaves = 0;
    for (const key of Object.keys(value as Fields)) {
      const child = node.child(Array.isArray(value) ? Number(key) : key);
      if (child.ignored === undefined) leaves += anyOrder ? 1 : this.count((value as Fields)[key], child, depth + 1);
    }
    return leaves;
  }
}

function isLeaf(value: unknown, node: RuleNode): boolean {
  const kind = kindOf(value);
  return (kind !== 'map' && kind !== 'list') || isReadWhole(value, node);
}
