import { describe, expect, it } from 'vitest';
import {
  comparePaths,
  parsePath,
  type Path,
  pointerSteps,
  printPath,
  toPointer,
  unquote,
} from '../../src/drift/path.js';
import { compileGlob, compileSchemaPath } from '../../src/drift/glob.js';
import { isError } from '../../src/errors/tagged.js';
import { E, orThrow } from '../../src/prelude.js';

describe('a path', () => {
  it.each([
    [[], ''],
    [['security_groups', 0, 'rules', 2, 'port'], 'security_groups[0].rules[2].port'],
    [['labels', 'app.kubernetes.io/name'], 'labels["app.kubernetes.io/name"]'],
    [['m', '0'], 'm["0"]'],
    [['m', 0], 'm[0]'],
    [['m', ''], 'm[""]'],
    [['m', 'a[0]'], 'm["a[0]"]'],
    [['tags', '__proto__'], 'tags.__proto__'],
    [['größe', 'a-b', '$x'], 'größe.a-b.$x'],
    [[0, 1, 'a'], '[0][1].a'],
    [['say "hi"\n'], '["say \\"hi\\"\\n"]'],
  ] as const)('of %j prints as %s and is read back', (segments, text) => {
    expect(printPath(segments)).toBe(text);
    expect(orThrow(parsePath(text))).toEqual(segments);
  });

  it.each(['a..b', 'a.', '.a', 'a[', 'a[x]', 'a["b]', 'a]', 'a b', 'a[01]', 'a[-1]', 'a["\\q"]', 'a.["b"]'])(
    'is not %s',
    (text) => {
      const parsed = parsePath(text);
      expect(E.isLeft(parsed) && isError(parsed.left, 'InvalidPath')).toBe(true);
    },
  );

  it('is refused by name when it is no text at all', () => {
    expect(parsePath(5 as unknown as string)).toMatchObject({
      _tag: 'Left',
      left: { _tag: 'InvalidPath', text: 5, at: 0, expected: 'a text' },
    });
  });

  it.each([
    ['', undefined],
    [']', { at: 0, expected: 'a key, [position] or ["key"]' }],
    ['a]', { at: 1, expected: 'a dot, [position] or ["key"]' }],
    ['ab.', { at: 2, expected: 'a key after the dot' }],
    ['a["\\q"]', { at: 1, expected: 'a dot, [position] or ["key"]' }],
  ])('says of %j where it stops being one', (text, expected) => {
    const parsed = parsePath(text);
    if (expected === undefined) expect(parsed).toEqual(E.right([]));
    else expect(parsed).toMatchObject({ left: { text, ...expected } });
  });

  let keys = 0;
  it('prints a key that it has not seen before as it prints a known one', () => {
    const [word, other] = [`fresh${(keys += 1)}`, `${keys} fresh`];
    for (const path of [
      ['a', word],
      ['a', word],
    ])
      expect(printPath(path)).toBe(`a.${word}`);
    for (const path of [
      ['a', other],
      ['a', other],
    ])
      expect(printPath(path)).toBe(`a["${other}"]`);
  });

  it('that is none prints as nothing', () => {
    expect(printPath(undefined as unknown as Path)).toBe('');
    expect(toPointer(undefined as unknown as Path)).toBe('');
  });

  it.each([
    ['', []],
    ['/', ['']],
    ['/a~1b/m~0n/0/', ['a/b', 'm~n', '0', '']],
    ['/~01', ['~1']],
    ['a', undefined],
    ['a/', undefined],
  ])('as a pointer %j has the steps %j', (pointer, steps) => expect(pointerSteps(pointer)).toEqual(steps));

  it.each([
    ['"a\\"b"', 'a"b'],
    ['"a', undefined],
  ])('the literal %j holds %j', (literal, text) => expect(unquote(literal)).toBe(text));

  it('as a pointer escapes ~ and / (RFC 6901)', () => {
    expect(toPointer(['a/b', 'm~n', 0, ''])).toBe('/a~1b/m~0n/0/');
    expect(toPointer([])).toBe('');
    expect(toPointer(['/', '~'])).toBe('/~1/~0');
  });

  it('comes after its parent, positions by number, keys by code unit', () => {
    const paths = [['b'], ['a', 10], ['a', 9], ['a'], ['a', 'x'], ['B'], ['é']];
    expect(paths.toSorted(comparePaths)).toEqual([['B'], ['a'], ['a', 9], ['a', 10], ['a', 'x'], ['b'], ['é']]);
  });

  it.each([
    [[0], ['-'], -1],
    [[2], [10], -8],
    [['a'], ['b'], -1],
    [['b'], ['a'], 1],
    [['-5'], [0], 1],
    [['a', 1], ['a', 1], 0],
    [['a'], ['a', 1, 'b'], -2],
  ])('%j against %j is %d', (left, right, order) => expect(comparePaths(left, right)).toBe(order));
});

const port: Path = ['security_groups', 0, 'rules', 2, 'port'];

const matches = (pattern: string, path: Path): boolean => orThrow(compileGlob(pattern)).matches(path);

describe('a glob', () => {
  it.each([
    ['*.port', port],
    ['*.port', ['port']],
    ['security_groups[0].rules[2].port', port],
    ['security_groups.0.rules.2.port', port],
    ['security_groups[*].rules[*].port', port],
    ['security_groups.*.port', port],
    ['*', ['anything', 'at', 'all']],
    ['*policy', ['assume_role_policy']],
    ['tags.*', ['tags', 'app/port']],
    ['f.*', ['f', '.hidden']],
    ['f.*', ['f', 'two\nlines']],
    ['labels["app.kubernetes.io/name"]', ['labels', 'app.kubernetes.io/name']],
    ['labels.app\\.kubernetes\\.io/name', ['labels', 'app.kubernetes.io/name']],
    ['a?c', ['abc']],
    ['{a,b}', ['{a,b}']],
    ['!x', ['!x']],
    ['#c', ['#c']],
    ['a+(b)', ['a+(b)']],
    ['m.\\*', ['m', '*']],
    ['a\\\\b', ['a\\b']],
    ['[0].x', [0, 'x']],
    ['a[b', ['a[b']],
    ['x\uE001y', ['x\uE001y']],
  ] as const)('%s matches %j', (pattern, path) => {
    expect(matches(pattern, path)).toBe(true);
  });

  it.each([
    ['*.port', ['r', 'from_port']],
    ['security_groups[1].rules[2].port', port],
    ['security_groups[0].rules[2]', port],
    ['a.b', ['a.b']],
    ['a?c', ['ac']],
    ['a+b', ['aab']],
    ['m.\\*', ['m', 'a']],
    ['*', []],
    ['[ab]', ['a']],
    ['x\uE001y', ['x', 'y']],
    ['A', ['a']],
  ] as const)('%s does not match %j', (pattern, path) => {
    expect(matches(pattern, path)).toBe(false);
  });

  it.each(['*.ipv6', 'a.b.*', 'rules[*].x', '*s3*'])('%s cannot tell list positions apart', (pattern) => {
    expect(orThrow(compileGlob(pattern)).seesPositions).toBe(false);
  });

  it.each(['a[0]', 'a.1', 'a.?', '*6', '1*'])('%s may tell list positions apart', (pattern) => {
    expect(orThrow(compileGlob(pattern)).seesPositions).toBe(true);
  });

  it.each([[''], ['a'.repeat(10_001)], [undefined], [7]])('refuses %j', (pattern) => {
    const compiled = compileGlob(pattern as string);
    expect(E.isLeft(compiled) && isError(compiled.left, 'InvalidRule')).toBe(true);
  });
});

describe('a schema path', () => {
  it.each([
    ['Rules.*.Id', ['Rules', 3, 'Id'], true],
    ['Rules.*.Id', ['Rules', 3, 'Filter', 'Id'], false],
    ['/properties/Rules/*/Id', ['Rules', 3, 'Id'], true],
    ['Arn', ['Arn'], true],
    ['Arn', ['Arn', 'x'], false],
    ['/properties/a~1b', ['a/b'], true],
  ] as const)('%s against %j: %s', (pattern, path, expected) => {
    expect(orThrow(compileSchemaPath(pattern)).matches(path)).toBe(expected);
  });

  it('refuses what is no path', () => {
    expect(compileSchemaPath('')).toMatchObject({ left: { _tag: 'InvalidRule' } });
  });
});
