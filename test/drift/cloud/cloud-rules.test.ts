import { describe, expect, it } from 'vitest';
import { inEverySpelling, terraformRules } from '../../../src/drift/cloud/cloud-rules.js';
import { cloudRules, projectNumbers } from '../../../src/drift/cloud/index.js';
import { compareConfigs } from '../../../src/drift/compare/compare-configs.js';
import { compileGlob } from '../../../src/drift/glob.js';
import { driftRules, extendRules } from '../../../src/drift/rules.js';
import { orThrow } from '../../../src/prelude.js';
import { shortDifferences } from '../compare/differences.js';

describe('the spellings of a field', () => {
  const globs = inEverySpelling(['DnsServers']).map((pattern) => orThrow(compileGlob(pattern)));
  const reaches = (...path: readonly string[]): boolean => globs.some((glob) => glob.matches(path));

  it.each([
    'DnsServers',
    'CustomDnsServers',
    'dnsServers',
    'customDnsServers',
    'dns_servers',
    'custom_dns_servers',
    'dns-servers',
  ])('hold %s, at the top and below', (name) => {
    expect(reaches(name)).toBe(true);
    expect(reaches('properties', name)).toBe(true);
  });

  it.each(['dnsservers', 'adns_servers', 'DnsServersCount', 'dns_server'])('leave out %s', (name) => {
    expect(reaches(name)).toBe(false);
  });

  it('leave a pattern as it is', () => expect(inEverySpelling(['*.a', 'Tags'])).toContain('*.a'));
});

// One configuration in the four spellings: the key of the list or map, and of its members.
const SPELLINGS: readonly (readonly [string, (...words: readonly string[]) => string])[] = [
  ['UpperCamel', (...words) => words.map(capital).join('')],
  ['lowerCamel', (first = '', ...rest) => first + rest.map(capital).join('')],
  ['snake', (...words) => words.join('_')],
  ['kebab', (...words) => words.join('-')],
];
const capital = (word: string): string => word[0]!.toUpperCase() + word.slice(1);

describe.each(SPELLINGS)('cloud rules in %s case', (_, key) => {
  const found = (desired: object, actual: object) => shortDifferences(desired, actual, cloudRules);

  it('keep the order of sequences', () => {
    const list = key('start', 'command');
    expect(found({ [list]: ['a', 'b'] }, { [list]: ['b', 'a'] })).not.toEqual([]);
    expect(found({ [key('subnet', 'ids')]: ['a', 'b'] }, { [key('subnet', 'ids')]: ['b', 'a'] })).toEqual([]);
  });

  it('leave what users wrote to the letter', () => {
    expect(found({ [key('tags')]: { e: 'Prod' } }, { [key('tags')]: { e: 'prod' } })).not.toEqual([]);
    expect(found({ [key('engine', 'mode')]: 'Prod' }, { [key('engine', 'mode')]: 'prod' })).toEqual([]);
  });

  it('say nothing of a secret that is not given back', () => {
    expect(found({ [key('master', 'password')]: 'x', a: 1 }, { a: 1 })).toEqual([]);
  });

  it('compare versions, locations and tags of answers by what they mean', () => {
    expect(found({ [key('engine', 'version')]: '8.0' }, { [key('engine', 'version')]: '8.0.45' })).toEqual([]);
    expect(found({ [key('location')]: 'West Europe' }, { [key('location')]: 'westeurope' })).toEqual([]);
    expect(found({ [key('etag')]: 'W/"1"' }, { [key('etag')]: 'W/"2"' })).toEqual([]);
  });

  it('find a change within a named element', () => {
    const [list, name, image] = [key('containers'), key('name'), key('image')];
    const of = (tag: string, size: number) => ({
      [list]: [{ [name]: 'web', [image]: tag, a: size, b: size, c: size }],
    });
    expect(found(of('n1', 1), of('n1', 2))).toEqual(['a', 'b', 'c'].map((leaf) => `${list}[0].${leaf} value_changed`));
  });
});

describe('a document in a text', () => {
  it('is compared by the rules of its place', () => {
    expect(shortDifferences({ S: '{"a":1}' }, { S: '{"a":1,"b":0,"c":null}' }, cloudRules)).toEqual([]);
    expect(shortDifferences({ S: '{"l":[1,2]}' }, { S: '{"l":[2,1]}' }, cloudRules)).toEqual([]);
    expect(shortDifferences({ S: '{"command":["a","b"]}' }, { S: '{"command":["b","a"]}' }, cloudRules)).toHaveLength(
      1,
    );
    expect(shortDifferences({ S: '{"a":1}' }, { S: '{"a":2,"b":0}' }, cloudRules)).toEqual(['S value_changed']);
    const strict = { comparators: { S: 'json' } } as const;
    expect(shortDifferences({ S: '{"a":1}' }, { S: '{"a":1,"b":0}' }, strict)).toEqual(['S value_changed']);
  });
});

describe('projects of Google Cloud by number and by id', () => {
  const rules = orThrow(
    extendRules(orThrow(driftRules(cloudRules)), { globalComparators: [projectNumbers({ '123456789012': 'shop' })] }),
  );
  const isSame = (desired: unknown, actual: unknown, list = false): boolean =>
    orThrow(compareConfigs({ v: list ? [desired, 'b'] : desired }, { v: list ? ['b', actual] : actual }, rules))
      .length === 0;

  it.each([
    ['projects/shop/locations/l/keyRings/k', 'projects/123456789012/locations/l/keyRings/k'],
    ['//cloudkms.googleapis.com/projects/123456789012/secrets/s', 'projects/shop/secrets/s'],
    ['global/networks/n', 'https://www.googleapis.com/compute/v1/projects/123456789012/global/networks/n'],
    ['shop', '123456789012'],
    ['shop', 123456789012],
  ])('%s is %s', (desired, actual) => {
    expect(isSame(desired, actual)).toBe(true);
    expect(isSame(actual, desired)).toBe(true);
  });

  it('finds them in lists, and leaves projects alone that the table does not know', () => {
    expect(isSame('projects/shop/secrets/s', 'projects/123456789012/secrets/s', true)).toBe(true);
    expect(isSame('projects/shop/secrets/s', 'projects/999999999999/secrets/s')).toBe(false);
    expect(isSame('projects/shop/secrets/s', 'projects/123456789012/secrets/t')).toBe(false);
    expect(isSame('projects/shop/zones/123456789012', 'projects/shop/zones/shop')).toBe(false);
    expect(isSame({ a: 1 }, '123456789012')).toBe(false);
    expect(() => projectNumbers(null as never)).not.toThrow();
  });
});

const found = (desired: object, actual: object) => shortDifferences(desired, actual, terraformRules);

describe('terraform rules', () => {
  it.each([
    ['absence in all its forms', { tags: null, description: '' }, { tags: {} }],
    ['the order of sets', { vpc_security_group_ids: ['sg-1', 'sg-2'] }, { vpc_security_group_ids: ['sg-2', 'sg-1'] }],
    ['tags that number answers', { etag: 'W/"a"' }, { etag: 'W/"b"' }],
    ['times of the last write', { last_modified: '2024-01-01T00:00:00Z' }, { last_modified: '2024-02-01T00:00:00Z' }],
    ['switches that no provider stores', { apply_immediately: false }, { apply_immediately: null }],
    ['the same, where one side has none', { force_destroy: false, a: 1 }, { a: 1 }],
    ['links in another form', { network: 'default' }, { network: 'projects/p/global/networks/default' }],
  ])('see nothing in %s', (_, desired, actual) => {
    expect(found(desired, actual)).toEqual([]);
    expect(found(actual, desired)).toEqual([]);
  });

  it.each([
    [
      'the hash of an object',
      { etag: '0cc175b9c0f1b6a831c399e269772661' },
      { etag: '92eb5ffee6ae2fec3ad71c777531578f' },
    ],
    ['a switch that was turned', { apply_immediately: true }, { apply_immediately: false }],
    ['the order of servers', { dns_servers: ['10.0.0.4', '10.0.0.5'] }, { dns_servers: ['10.0.0.5', '10.0.0.4'] }],
    ['another network', { network: 'projects/p/global/networks/a' }, { network: 'projects/p/global/networks/b' }],
    ['another location', { location: 'West Europe' }, { location: 'northeurope' }],
  ])('see %s', (_, desired, actual) => expect(found(desired, actual)).not.toEqual([]));
});
