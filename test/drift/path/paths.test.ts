import { isError } from '../../../src/errors/tagged.js';
import { describe, expect, it } from 'vitest';
import { comparePaths, parsePath, printPath, toPointer } from '../../../src/drift/path/index.js';
import { E, orThrow } from '../../../src/prelude.js';

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
    expect(parsePath(5 as unknown as string)).toMatchObject({ _tag: 'Left', left: { _tag: 'InvalidPath' } });
  });

  it('as a pointer escapes ~ and / (RFC 6901)', () => {
    expect(toPointer(['a/b', 'm~n', 0, ''])).toBe('/a~1b/m~0n/0/');
    expect(toPointer([])).toBe('');
  });

  it('comes after its parent, positions by number, keys by code unit', () => {
    const paths = [['b'], ['a', 10], ['a', 9], ['a'], ['a', 'x'], ['B'], ['é']];
    expect(paths.toSorted(comparePaths)).toEqual([['B'], ['a'], ['a', 9], ['a', 10], ['a', 'x'], ['b'], ['é']]);
  });
});
