import { describe, expect, it } from 'vitest';
import { compareReachability, severityOfPowers } from '../../../src/drift/cloud/index.js';
import { orThrow } from '../../../src/prelude.js';

describe('compareReachability', () => {
  const rule = (port: number, source: object, last = port) => ({
    IpProtocol: 'tcp',
    FromPort: port,
    ToPort: last,
    ...source,
  });
  const group = (GroupId: string, ...SecurityGroupIngress: object[]) => ({ GroupId, SecurityGroupIngress });
  const relation = (a: object[], b: object[], facts = {}) => orThrow(compareReachability(a, b, facts)).relation;

  it('ranges side by side are one range, halves of a network the network', () => {
    expect(
      relation(
        [group('a', rule(22, { CidrIp: '10.0.0.0/8' }, 23))],
        [
          group(
            'a',
            rule(22, { CidrIp: '10.0.0.0/9' }, 23),
            rule(22, { CidrIp: '10.128.0.0/9' }),
            rule(23, { CidrIp: '10.128.0.0/9' }),
          ),
        ],
      ),
    ).toBe('equal');
  });

  it('a group that another lets in reaches through it', () => {
    const inner = group('db', rule(5432, { SourceSecurityGroupId: 'web' }));
    const result = orThrow(
      compareReachability([group('web'), inner], [group('web', rule(443, { CidrIp: '0.0.0.0/0' })), inner]),
    );
    expect(result.relation).toBe('wider');
    expect(result.gained).toContainEqual({ principal: 'anywhere', action: 'reach tcp port 443', resource: 'web' });
    expect(result.gained).toContainEqual({
      principal: 'anywhere',
      action: 'reach tcp port 5432',
      resource: 'db',
      context: { through: 'web' },
    });
    expect(severityOfPowers(result).severity).toBe('critical');
  });

  it('prefix lists are their networks where they are known', () => {
    const facts = { prefixLists: { 'pl-1': ['10.0.0.0/9', '10.128.0.0/9'] } };
    expect(
      relation(
        [group('a', rule(22, { CidrIp: '10.0.0.0/8' }))],
        [group('a', rule(22, { SourcePrefixListId: 'pl-1' }))],
        facts,
      ),
    ).toBe('equal');
    expect(
      relation(
        [group('a', rule(22, { CidrIp: '10.0.0.0/8' }))],
        [group('a', rule(22, { SourcePrefixListId: 'pl-1' }))],
      ),
    ).toBe('incomparable');
  });

  it('without a route to an internet gateway the internet reaches nothing', () => {
    const [shut, open] = [[group('a')], [group('a', rule(22, { CidrIp: '1.0.0.0/8' }))]];
    expect(relation(shut, open)).toBe('wider');
    expect(relation(shut, open, { internetFacing: [] })).toBe('equal');
  });

  it('groups that name each other in a circle end', () => {
    const ring = Array.from({ length: 30 }, (_, i) =>
      group(`g${i}`, rule(80, { SourceSecurityGroupId: `g${(i + 1) % 30}` })),
    );
    expect(relation(ring, ring.toReversed())).toBe('equal');
  });
});
