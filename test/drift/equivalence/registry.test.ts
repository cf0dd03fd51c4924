import { describe, expect, it } from 'vitest';
import { cloudEquivalences } from '../../../src/drift/cloud/index.js';
import type { Equivalence } from '../../../src/drift/equivalence/equivalence.js';
import type { ComparatorName } from '../../../src/drift/equivalence/registry.js';
import { shortDifferences } from '../compare/differences.js';

type Pairs = readonly (readonly [unknown, unknown])[];

/** For every equivalence: what it joins, and what it must keep apart. */
const EXAMPLES: Readonly<
  Record<
    Exclude<ComparatorName, 'iam_policy'> | keyof typeof cloudEquivalences,
    { readonly equal: Pairs; readonly different: Pairs }
  >
> = {
  cidr: {
    equal: [
      ['10.0.0.1/24', '10.0.0.0/24'],
      ['10.0.0.5', '10.0.0.5/32'],
      ['::0/0', '::/0'],
      ['2001:0DB8:0000::/32', '2001:db8::/32'],
      ['1.0.0.0/0', '0.0.0.0/0'],
      ['::ffff:1.2.3.4', '::ffff:102:304/128'],
      [' 10.0.0.0/8', '10.0.0.0/8'],
    ],
    different: [
      ['0.0.0.0/0', '::/0'],
      ['10.0.0.0/24', '10.0.0.0/25'],
      ['010.0.0.0/8', '10.0.0.0/8'],
      ['::ffff:10.0.0.0/104', '10.0.0.0/8'],
      ['10.0.0.0/33', '10.0.0.0/32'],
      ['10.0.0/8', '10.0.0.0/8'],
      ['1::2::3', '1:2::3'],
      ['10.0.0.0/08', '10.0.0.0/8'],
      ['1:2:3:4:5:6:7:8:9', '1:2:3:4:5:6:7:8'],
    ],
  },
  json: {
    equal: [
      ['{"a":1,"b":[1,2]}', { b: [1, 2], a: 1 }],
      ['{"a":1}', ' {\n "a" : 1 }'],
      ['[1]', '[1]\n'],
    ],
    different: [
      ['{"a":1}', '{"a":2}'],
      ['{a:1}', '{a: 1}'],
      ['1.10', '1.1'],
      ['[1,2]', '[2,1]'],
      ['{"a":1}', '{"a":1,"b":2}'],
      ['"x"', 'x'],
    ],
  },
  case_insensitive: {
    equal: [
      ['TCP', 'tcp'],
      ['Straße', 'STRAßE'],
    ],
    different: [
      ['tcp', 'udp'],
      ['8080', '8081'],
    ],
  },
  quantity: {
    equal: [
      ['1000m', '1'],
      [0.5, '500m'],
      ['1024Mi', '1Gi'],
      ['1000', '1k'],
      ['1e3', '1k'],
      ['0.1', '100m'],
      ['1000000n', '1m'],
      ['1.5Gi', '1536Mi'],
    ],
    different: [
      ['1Gi', '1G'],
      ['1m', '1M'],
      ['1', '1.0001'],
      ['1K', '1k'],
      ['9007199254740993', '9007199254740992'],
      ['Pod', 'Container'],
      ['a lot', ''],
    ],
  },
  duration: {
    equal: [
      ['60s', '1m'],
      ['1m', 'PT1M'],
      ['60', '1m'],
      [5400, '1h30m'],
      ['P1D', '24h'],
      ['P1W', 'P7D'],
      ['0.5s', '500ms'],
      ['rate(60 minutes)', 'rate(1 hour)'],
      ['1500us', '1.5ms'],
    ],
    different: [
      ['1m', '1ms'],
      ['P1M', 'P30D'],
      ['1h', '1'],
      ['PT', '0s'],
      ['1y', '365d'],
      ['rate(2 minutes)', 'rate(3 minutes)'],
    ],
  },
  number: {
    equal: [
      ['1.0', 1],
      ['+5', 5],
      ['1e3', 1000],
      [' 8080 ', 8080],
      ['007', '7'],
      ['1.10', '1.1'],
      ['-0', 0],
      [10n, '10.0'],
    ],
    different: [
      ['0x10', 16],
      ['', 0],
      ['1,000', 1000],
      ['9007199254740993', 9_007_199_254_740_992],
      ['1', '1.0000000000000000001'],
      [Number.POSITIVE_INFINITY, 'Infinity'],
    ],
  },
  boolean: {
    equal: [
      ['yes', true],
      ['Enabled', 'on'],
      [0, 'off'],
      ['1', true],
    ],
    different: [
      ['yes', 'no'],
      ['', false],
      ['maybe', true],
      [2, true],
    ],
  },
  protocol: {
    equal: [
      ['tcp', 6],
      ['-1', 'all'],
      ['ICMPv6', '58'],
      ['any', -1],
      ['006', 6],
    ],
    different: [
      ['tcp', 'udp'],
      ['6', '17'],
      ['6000', '600'],
      ['tls', 'tcp'],
    ],
  },
  arn_name: {
    equal: [
      ['MyRole', 'arn:aws:iam::123456789012:role/MyRole'],
      ['fn:prod', 'arn:aws:lambda:us-east-1:1:function:fn:prod'],
      ['team/r', 'arn:aws:iam::1:role/team/r'],
      ['bucket', 'arn:aws:s3:::bucket'],
      ['arn:aws:logs:r:1:log-group:g', 'arn:aws:logs:r:1:log-group:g:*'],
    ],
    different: [
      ['a/b', 'arn:aws:s3:::bucket/x/a/b'],
      ['Role', 'arn:aws:iam::1:role/MyRole'],
      ['arn:aws:iam::1:role/r', 'arn:aws:iam::2:role/r'],
      ['', 'arn:aws:sns:r:1:'],
      ['r', 'R'],
    ],
  },
  trailing_dot: {
    equal: [
      ['example.com', 'Example.com.'],
      ['\\052.example.com.', '*.example.com'],
    ],
    different: [
      ['example.com', 'example.org'],
      ['example.com..', 'example.com'],
      ['.', ''],
    ],
  },
  timestamp: {
    equal: [
      ['2026-01-01T00:00:00Z', '2026-01-01T02:00:00+02:00'],
      ['2026-01-01T00:00:00.500Z', '2026-01-01 00:00:00.5z'],
      [new Date(0), '1970-01-01T00:00Z'],
      ['2026-01-01T00:00:00.000000001Z', '2026-01-01T00:00:00.000000001-00:00'],
    ],
    different: [
      ['2026-01-01T00:00:00', '2026-01-01T00:00:00Z'],
      ['2026-01-01T00:00:00.000000001Z', '2026-01-01T00:00:00.000000002Z'],
      ['2026-02-30T00:00:00Z', '2026-03-02T00:00:00Z'],
      ['2026-01-01', '2026-01-01T00:00:00Z'],
    ],
  },
  folded_case: {
    equal: [
      ['MySQL', 'mysql'],
      ['User-Agent', 'user-agent'],
      ['SPARK', 'Spark'],
      ['A.B-c', 'a.b-c'],
    ],
    different: [
      ['userName', 'UserName'],
      ['a/B', 'a/b'],
      ['Two Words', 'two words'],
      ['MySQL', 'mysqL2'],
      ['1A', '1a'],
      ['kb3-d1', 'KB3-D1'],
    ],
  },
  version: {
    equal: [
      ['8.0', '8.0.45'],
      ['1.6.22', '1.6'],
      ['LATEST', '1.4.0'],
      ['v1.2', 'v1.2.3'],
    ],
    different: [
      ['8.0', '8.01'],
      ['8.0.44', '8.0.45'],
      ['8.0', '8.0.45-beta'],
      ['LATEST', 'latest-ish'],
      ['8', '80'],
    ],
  },
  kms_alias: {
    equal: [
      ['alias/aws/sqs', 'arn:aws:kms:eu-west-1:123456789012:key/0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9'],
      ['0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9', 'arn:aws:kms:r:123456789012:alias/aws/s3'],
    ],
    different: [
      ['alias/payments', 'arn:aws:kms:r:123456789012:key/0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9'],
      ['alias/aws/sqs', 'alias/aws/sns'],
      ['alias/aws/unheard', '0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9'],
    ],
  },
  replaced_characters: {
    equal: [
      ['?????', 'áéíóú'],
      ['na?ve ?', 'naïve ?'],
      ['?', '😀'],
    ],
    different: [
      ['????', 'áéíóú'],
      ['?', 'a'],
      ['na?ve!', 'naïve'],
      ['?', '?!'],
    ],
  },
  surrounding_whitespace: {
    equal: [
      ['key\n', 'key'],
      ['a\r\nb', 'a\nb'],
    ],
    different: [
      ['a b', 'ab'],
      ['a  b', 'a b'],
      ['a', 'A '],
    ],
  },
  arm_id: {
    equal: [
      [
        '/subscriptions/S1/resourceGroups/RG/providers/Microsoft.Web/serverFarms/p',
        '/subscriptions/s1/resourcegroups/rg/providers/microsoft.web/serverfarms/p',
      ],
      ['/subscriptions/s1/resourceGroups/rg/', '/subscriptions/s1/resourceGroups/rg'],
      ['/providers/Microsoft.Authorization/roleDefinitions/A', '/providers/microsoft.authorization/roledefinitions/a'],
    ],
    different: [
      ['/subscriptions/s1/resourceGroups/rg', '/subscriptions/s1/resourceGroups/rg2'],
      ['/subscriptions/s1/resourceGroups/rg', '/subscriptions/s2/resourceGroups/rg'],
      ['/data/Prod', '/data/prod'],
    ],
  },
  location: {
    equal: [
      ['West Europe', 'westeurope'],
      ['East US 2', 'eastus2'],
      ['(US) East US', 'useastus'],
    ],
    different: [
      ['West Europe', 'northeurope'],
      ['eu-west-1', 'euwest1'],
    ],
  },
  self_link: {
    equal: [
      ['https://www.googleapis.com/compute/v1/projects/p/global/networks/n', 'projects/p/global/networks/n'],
      [
        'https://www.googleapis.com/compute/v1/projects/p/global/networks/n',
        'https://compute.googleapis.com/compute/beta/projects/p/global/networks/n',
      ],
      ['//container.googleapis.com/projects/p/locations/l/clusters/c', 'projects/p/locations/l/clusters/c'],
      ['projects/p/global/networks/n', 'global/networks/n'],
      ['projects/p/global/networks/n', 'n'],
      ['projects/p', 'p'],
    ],
    different: [
      ['projects/p/global/networks/n', 'projects/q/global/networks/n'],
      ['projects/p/global/networks/n', 'projects/p/global/networks/m'],
      ['projects/p/zones/a/instances/x', 'zones/b/instances/x'],
      ['projects/p/global/networks/an', 'n'],
      ['projects/p/global/networks/n', ''],
    ],
  },
  version_tag: {
    equal: [
      ['W/"a"', 'W/"b"'],
      ['BwXhqDVpBqo=', 'BwYhqDVpBqo='],
      ['"0x8D4BCC2E4835CD0"', '"0x8D4BCC2E4835CD1"'],
    ],
    different: [
      ['0cc175b9c0f1b6a831c399e269772661', '92eb5ffee6ae2fec3ad71c777531578f'],
      ['0cc175b9c0f1b6a831c399e269772661-2', '0cc175b9c0f1b6a831c399e269772661-3'],
    ],
  },
  write_time: {
    equal: [
      ['2024-01-01T00:00:00Z', '2025-06-01T12:00:00.5Z'],
      ['Mon, 01 Jan 2024 00:00:00 GMT', 'Tue, 02 Jan 2024 00:00:00 GMT'],
    ],
    different: [
      ['2024-01-01T00:00:00Z', 'never'],
      ['alice', 'bob'],
    ],
  },
  never_stored: {
    equal: [
      [false, null],
      ['false', false],
    ],
    different: [
      [true, false],
      [true, null],
    ],
  },
};

describe.each(Object.entries(EXAMPLES))('%s', (name, { equal, different }) => {
  const comparator = (cloudEquivalences as Record<string, Equivalence>)[name] ?? (name as ComparatorName);
  const spec = { comparators: { v: comparator } };

  it.each(equal)('joins %o and %o, either way round', (left, right) => {
    expect(shortDifferences({ v: left }, { v: right }, spec)).toEqual([]);
    expect(shortDifferences({ v: right }, { v: left }, spec)).toEqual([]);
  });

  it.each(different)('keeps %o and %o apart, either way round', (left, right) => {
    expect(shortDifferences({ v: left }, { v: right }, spec)).toHaveLength(1);
    expect(shortDifferences({ v: right }, { v: left }, spec)).toHaveLength(1);
  });

  it('says the same of the elements of a list without order', () => {
    const inList = { unordered: ['v'], comparators: { 'v.*': comparator } };
    for (const [left, right] of equal)
      expect(shortDifferences({ v: [left, { other: 1 }] }, { v: [{ other: 1 }, right] }, inList)).toEqual([]);
  });
});
