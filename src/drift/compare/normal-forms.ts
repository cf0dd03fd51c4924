import type { Equivalence } from '../equivalence/equivalence.js';
import type { Fields } from '../plain-data.js';
import type { RuleNode, RuleTable } from '../rule-tree.js';
import { hashText, mixHashes } from './exact-match.js';
import { CyclicValue, type NormalForm, Shapes } from './normal-form.js';
import { containsItself, isAbsent, isNumberText, type Kind, kindOf, numberText, spelledBoolean } from './values.js';

// Recursion goes this deep at once; what lies deeper is prepared first, from the bottom up.
const MAX_RECURSION_DEPTH = 200;
const TEXT_PREFIX = 's'.charCodeAt(0);

/** Makes normal forms and numbers them, so that equal content gets the same number (hash-consing). */
export class NormalForms {
  readonly #interned = new Map<string, NormalForm>();
  readonly #known = new Map<RuleNode, Map<object, NormalForm>>();
  readonly #leaves = new Map<unknown, NormalForm>();
  readonly #opaque = new Map<unknown, number>();
  readonly #shapes = new Shapes();
  #made = 0;
  readonly #table: RuleTable;
  readonly #plain: { readonly forms: NormalForms; readonly node: RuleNode } | undefined;

  constructor(table: RuleTable, plain: { readonly forms: NormalForms; readonly node: RuleNode } | undefined) {
    this.#table = table;
    this.#plain = plain;
  }

  /** Lets go of every value and form. */
  reset(): void {
    if (this.#interned.size > 0) this.#interned.clear();
    if (this.#known.size > 0) this.#known.clear();
    if (this.#leaves.size > 0) this.#leaves.clear();
    if (this.#opaque.size > 0) this.#opaque.clear();
    this.#shapes.reset();
    this.#plain?.forms.reset();
  }

  of(value: unknown, node: RuleNode, depth = 0): NormalForm {
    const kind = kindOf(value);
    if (node.equivalences.length > 0) {
      const form = this.#byEquivalence(value, node);
      if (form !== undefined) return form;
    }
    if (kind === 'map' || kind === 'list') return this.#ofContainer(value as object, kind, node, depth);
    return node.exact
      ? this.#intern(`x${kind}:${String(value)}`, hashText(String(value)))
      : this.#ofLeaf(value, kind, node);
  }

  /** Whether a value is what the provider fills in at its place. */
  isDefault(value: unknown, node: RuleNode): boolean {
    const { defaultValue } = node;
    return defaultValue !== undefined && this.of(value, node).id === this.of(defaultValue, node).id;
  }

  /** Whether two normal forms that equivalences made are the same. */
  equalPlain(left: unknown, right: unknown): boolean {
    if (typeof left !== 'object' || typeof right !== 'object' || this.#plain === undefined) return left === right;
    return this.#plain.forms.of(left, this.#plain.node).id === this.#plain.forms.of(right, this.#plain.node).id;
  }

  // What was given for the place is sure to hold both values. What is tried everywhere may know one and not the other,
  // so there only documents, which are known by their content, have a normal form; the rest is joined by the loose one.
  #byEquivalence(value: unknown, node: RuleNode): NormalForm | undefined {
    if (this.#plain === undefined) return undefined;
    for (const equivalence of node.equivalences) {
      const normal = node.accepts(equivalence, value) ? equivalence.normalize?.(value) : undefined;
      if (normal === undefined || (!node.isGiven && typeof normal !== 'object')) continue;
      const { id, hash } = this.#plain.forms.of(normal, this.#plain.node);
      return this.#intern(`~${id}`, hash);
    }
    return undefined;
  }

  #ofLeaf(value: unknown, kind: Kind, node: RuleNode): NormalForm {
    const form = this.#leaves.get(value) ?? this.#makeLeaf(value, kind);
    if (node.equivalences.length === 0) return form;
    const { id } = this.#intern(`r${String(node.equivalences.reduce(coarser, value))}`, 0);
    return { id: form.id, hash: form.hash, looseId: id };
  }

  #makeLeaf(value: unknown, kind: Kind): NormalForm {
    const text = this.#leafText(value, kind);
    const loose = this.#looseText(value, kind);
    // A text that no other kind of value can equal has no twin, so its form needs no second entry.
    const hasTwins = kind !== 'string' || text.charCodeAt(0) !== TEXT_PREFIX || loose !== undefined;
    const form = hasTwins
      ? this.#intern(text, hashText(text), loose === undefined ? undefined : this.#intern(loose, 0).id)
      : this.#make(hashText(text));
    this.#leaves.set(value, form);
    return form;
  }

  #make(hash: number, looseId?: number): NormalForm {
    const id = this.#made++;
    return { id, hash, looseId: looseId ?? id };
  }

  #leafText(value: unknown, kind: Kind): string {
    switch (kind) {
      case 'string':
        return this.#table.coerce ? coercedText(value as string) : `s${value as string}`;
      case 'number':
        return `n${numberText(value as number)}`;
      case 'boolean':
        return `b${String(value)}`;
      case 'opaque':
        return value instanceof Date ? `d${value.getTime()}` : `o${this.#numberOf(value)}`;
      default:
        return kind;
    }
  }

  /** A text that all leaves share which may equal each other although their forms differ. */
  #looseText(value: unknown, kind: Kind): string | undefined {
    if (kind === 'opaque') return 'o';
    const spelled = kind === 'string' && this.#table.coerce ? spelledBoolean(value as string) : undefined;
    return spelled === undefined ? undefined : `b${String(spelled)}`;
  }

  #numberOf(value: unknown): number {
    const known = this.#opaque.get(value);
    if (known !== undefined) return known;
    this.#opaque.set(value, this.#opaque.size);
    return this.#opaque.size - 1;
  }

  #ofContainer(value: object, kind: 'map' | 'list', node: RuleNode, depth: number): NormalForm {
    const known = this.#known.get(node)?.get(value);
    if (known !== undefined) return known;
    if (depth > MAX_RECURSION_DEPTH) this.#prepare(value, node);
    const prepared = depth > MAX_RECURSION_DEPTH ? this.#known.get(node)?.get(value) : undefined;
    if (prepared !== undefined) return prepared;
    const form = this.#build(value, kind, node, depth);
    // What was asked for by itself is kept by the asker; what lies below is asked for again when the walk gets there.
    return depth === 0 ? form : this.#remember(value, node, form);
  }

  #remember(value: object, node: RuleNode, form: NormalForm): NormalForm {
    const forms = this.#known.get(node) ?? new Map<object, NormalForm>();
    this.#known.set(node, forms.set(value, form));
    return form;
  }

  /** Makes the forms below a deep container: its containers at every stride are found top down and built bottom up. */
  #prepare(value: object, node: RuleNode): void {
    if (containsItself(value)) throw new CyclicValue();
    const roots: { readonly value: object; readonly node: RuleNode }[] = [{ value, node }];
    for (let i = 0; i < roots.length; i++) this.#discover(roots[i]!.value, roots[i]!.node, 0, roots);
    for (const root of roots.reverse()) {
      this.#remember(
        root.value,
        root.node,
        this.#build(root.value, kindOf(root.value) as 'map' | 'list', root.node, 0),
      );
    }
  }

  #discover(value: object, node: RuleNode, depth: number, roots: { value: object; node: RuleNode }[]): void {
    for (const key of Object.keys(value)) {
      const child: unknown = (value as Fields)[key];
      const kind = kindOf(child);
      if (kind !== 'map' && kind !== 'list') continue;
      const childNode = node.child(Array.isArray(value) ? Number(key) : key);
      if (depth >= MAX_RECURSION_DEPTH) roots.push({ value: child as object, node: childNode });
      else this.#discover(child as object, childNode, depth + 1, roots);
    }
  }

  #build(value: object, kind: 'map' | 'list', node: RuleNode, depth: number): NormalForm {
    return kind === 'map'
      ? this.#buildMap(value as Fields, node, depth)
      : this.#buildList(value as readonly unknown[], node, depth);
  }

  #buildMap(value: Fields, node: RuleNode, depth: number): NormalForm {
    const keys = Object.keys(value);
    const shape = this.#shapes.of(
      keys.every((key) => this.#counts(value, key, node)) ? keys : keys.filter((key) => this.#counts(value, key, node)),
    );
    const { sorted, hashes } = shape;
    let text = `{${shape.id}`;
    let loose: string | undefined;
    let hash = 1;
    for (let i = 0; i < sorted.length; i++) {
      const key = sorted[i]!;
      const form = this.of(value[key], node.child(key), depth + 1);
      if (form.looseId !== form.id) loose ??= text;
      if (loose !== undefined) loose += `,${form.looseId}`;
      text += `,${form.id}`;
      hash = (hash + mixHashes(hashes[i]!, form.hash)) | 0;
    }
    return this.#intern(text, hash, loose === undefined ? undefined : this.#intern(loose, hash).id);
  }

  /** Whether a member of a map is a part of its form. */
  #counts(map: Fields, key: string, node: RuleNode): boolean {
    const value = map[key];
    const child = node.child(key);
    if (isAbsent(value, this.#table, child) || child.ignored !== undefined) return false;
    return this.#table.defaults.length === 0 || !this.isDefault(value, child);
  }

  #buildList(value: readonly unknown[], node: RuleNode, depth: number): NormalForm {
    const forms: NormalForm[] = [];
    for (let i = 0; i < value.length; i++) {
      const childNode = node.child(i);
      if (childNode.ignored === undefined) forms.push(this.of(value[i], childNode, depth + 1));
    }
    const { anyOrder } = node;
    const ids = forms.map((form) => form.id);
    const looseIds = forms.map((form) => form.looseId);
    if (anyOrder) {
      ids.sort(byNumber);
      looseIds.sort(byNumber);
    }
    const hash = forms.reduce(
      (sum, form) => (anyOrder ? sum + mixHashes(7, form.hash) : mixHashes(sum, form.hash)) | 0,
      2,
    );
    const opening = anyOrder ? '<' : '[';
    const isLoose = forms.some((form) => form.looseId !== form.id);
    return this.#intern(
      opening + ids.join(),
      hash,
      isLoose ? this.#intern(opening + looseIds.join(), hash).id : undefined,
    );
  }

  #intern(text: string, hash: number, looseId?: number): NormalForm {
    const known = this.#interned.get(text);
    if (known !== undefined) return looseId === undefined || known.looseId === looseId ? known : { ...known, looseId };
    const form = this.#make(hash, looseId);
    this.#interned.set(text, form);
    return form;
  }
}

function coarser(value: unknown, { keyOf, normalize: normalise }: Equivalence): unknown {
  const key = keyOf === undefined ? normalise?.(value) : keyOf(value);
  return key === undefined || typeof key === 'object' ? value : key;
}

function coercedText(text: string): string {
  if (text === 'true' || text === 'false') return `b${text}`;
  return isNumberText(text) ? `n${text}` : `s${text}`;
}

const byNumber = (left: number, right: number): number => left - right;
