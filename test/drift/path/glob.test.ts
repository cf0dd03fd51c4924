import { isError } from '../../../src/errors/tagged.js';
import { describe, expect, it } from 'vitest';
import { compileGlob, type Path } from '../../../src/drift/path/index.js';
import { compileSchemaPath } from '../../../src/drift/path/schema-path.js';
import { E, orThrow } from '../../../src/prelude.js';

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
