import fc from 'fast-check';

// Few keys and few values, so that two generated configurations have much in common and every rule meets its cases.
const key = fc.constantFrom('a', 'b', 'port', 'cidr', 'id', 'name', '__proto__', 'constructor', 'app/x.y', '0', '');

const leaf = fc.oneof(
  fc.constantFrom(
    null,
    true,
    false,
    0,
    1,
    8080,
    0.5,
    -1,
    '8080',
    '1',
    'true',
    'True',
    '',
    'x',
    '10.0.0.0/8',
    '10.0.0.1/8',
    '1.10',
    '{"a":1}',
  ),
  fc.integer({ min: 0, max: 3 }),
);

/** JSON-like configurations of up to four levels. */
export const configuration: fc.Arbitrary<unknown> = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4, depthSize: 'small', withCrossShrink: true },
    leaf,
    fc.array(tie('value'), { maxLength: 4 }),
    fc.array(fc.tuple(key, tie('value')), { maxLength: 4 }).map((entries) => Object.fromEntries(entries)),
  ),
})).value;

/** Any value at all, JSON or not. */
export const anything: fc.Arbitrary<unknown> = fc.anything({
  withBigInt: true,
  withDate: true,
  withMap: true,
  withSet: true,
  withTypedArray: true,
  withNullPrototype: true,
  withBoxedValues: true,
  withSparseArray: true,
});

/** The same value with the keys of every object in another order. */
export function withKeysReversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withKeysReversed);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([name, member]) => [name, withKeysReversed(member)]),
  );
}

/** The same value with the elements of every list in another order, chosen by `seed`. */
export function withListsShuffled(value: unknown, seed: number): unknown {
  if (Array.isArray(value)) {
    const elements = value.map((element) => withListsShuffled(element, seed));
    const cut = elements.length === 0 ? 0 : seed % elements.length;
    const turned = [...elements.slice(cut), ...elements.slice(0, cut)];
    return seed % 2 === 0 ? turned : turned.reverse();
  }
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, withListsShuffled(member, seed)]));
}
