import { describe, expect, it } from 'vitest';
import { terraformRules } from '../../../src/drift/cloud/terraform-rules.js';
import { shortDifferences } from '../compare/differences.js';

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
