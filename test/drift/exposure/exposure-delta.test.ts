import { describe, expect, it } from 'vitest';
import { exposureDelta } from '../../../src/drift/exposure/exposure-delta.js';
import type { Path } from '../../../src/drift/index.js';

const at = (desired: unknown, actual: unknown, path: Path, resourceType = 'aws_security_group') =>
  exposureDelta(desired, actual, resourceType).at(path);
const world = (desired: unknown, actual: unknown, path: Path, resourceType?: string): boolean | undefined =>
  at(desired, actual, path, resourceType)?.exposedToInternet;

describe('the union of address ranges', () => {
  const open = (...cidrs: readonly string[]) => ({ ingress: cidrs.map((cidr) => ({ cidr, port: 22 })) });

  it.each([
    [['0.0.0.0/0'], true],
    [['1.0.0.0/0'], true],
    [['::/0'], true],
    [['0.0.0.0/1', '128.0.0.0/1'], true],
    [['0.0.0.0/2', '64.0.0.0/2', '128.0.0.0/2', '192.0.0.0/2'], true],
    [['2000::/4', '3000::/4'], true],
    // Everything that is public, without the private networks.
    [
      [
        '1.0.0.0-9.255.255.255',
        '11.0.0.0-100.63.255.255',
        '100.128.0.0-126.255.255.255',
        '128.0.0.0-169.253.255.255',
        '169.255.0.0-172.15.255.255',
        '172.32.0.0-192.167.255.255',
        '192.169.0.0-223.255.255.255',
      ],
      true,
    ],
    [['0.0.0.0/2', '64.0.0.0/2', '128.0.0.0/2'], false],
    [['0.0.0.0/1', '128.0.0.0/2'], false],
    [['10.0.0.0/8', '192.168.0.0/16'], false],
    [['8000::/1'], false],
  ])('%j opens the world: %s', (cidrs, expected) => {
    expect(world({ ingress: [] }, open(...cidrs), ['ingress', cidrs.length - 1])).toBe(expected);
  });

  it('makes the world of a half that was there and a half that is new', () => {
    expect(world(open('0.0.0.0/1'), open('0.0.0.0/1', '128.0.0.0/1'), ['ingress', 1])).toBe(true);
  });

  it('opens nothing where another rule already lets the same pass', () => {
    const [before, after] = [open('0.0.0.0/0'), open('0.0.0.0/0', '10.0.0.0/8')];
    expect(at(before, after, ['ingress', 1])).toEqual({ opened: [], exposedToInternet: false, unchanged: true });
  });

  it('opens nothing where the world was open to all ports before', () => {
    expect(
      world(
        { ingress: [{ cidr: '0.0.0.0/0' }] },
        { ingress: [{ cidr: '0.0.0.0/0' }, { cidr: '0.0.0.0/0', port: 22 }] },
        ['ingress', 1],
      ),
    ).toBe(false);
  });
});

describe('ports and protocols', () => {
  const rule = (terms: object) => ({ ingress: [{ cidr: '0.0.0.0/0', ...terms }] });

  it('counts a wider range of ports, and names what it opens', () => {
    const found = at(
      rule({ from_port: 22, to_port: 22, protocol: 'tcp' }),
      rule({ from_port: 22, to_port: 80, protocol: 'tcp' }),
      ['ingress', 0, 'to_port'],
    );
    expect(found).toEqual({
      opened: [{ direction: 'ingress', protocol: 'tcp', ports: '23-80', addresses: '0.0.0.0/0' }],
      exposedToInternet: true,
      unchanged: false,
    });
  });

  it('counts another protocol', () => {
    expect(
      world(rule({ port: 53, protocol: 'udp' }), rule({ port: 53, protocol: 'tcp' }), ['ingress', 0, 'protocol']),
    ).toBe(true);
    expect(
      world(rule({ port: 53, protocol: '-1' }), rule({ port: 53, protocol: 'tcp' }), ['ingress', 0, 'protocol']),
    ).toBe(false);
  });

  it('reads 0 to 0 of every protocol as every port, and of tcp as port 0', () => {
    const all = rule({ from_port: 0, to_port: 0, protocol: '-1' });
    expect(at(rule({ port: 22 }), all, ['ingress', 0])?.opened.map(({ ports }) => ports)).toEqual(['0-21', '23-65535']);
    expect(
      at({ ingress: [] }, rule({ from_port: 0, to_port: 0, protocol: 'tcp' }), ['ingress', 0])?.opened[0]?.ports,
    ).toBe('0');
  });

  it('calls a narrower rule closed, not opened', () => {
    expect(at(rule({ port: '20-30' }), rule({ port: 22 }), ['ingress', 0, 'port'])).toEqual({
      opened: [],
      exposedToInternet: false,
      unchanged: false,
    });
  });

  it('does not call the way out the way in', () => {
    expect(at({ egress: [] }, { egress: [{ cidr: '0.0.0.0/0', port: 22 }] }, ['egress', 0])).toMatchObject({
      exposedToInternet: false,
      opened: [{ direction: 'egress' }],
    });
  });
});

describe('the place of a difference', () => {
  const before = {
    ingress: [
      { cidr_blocks: ['10.0.0.0/8'], port: 22, description: 'a' },
      { cidr_blocks: ['10.0.0.0/8'], port: 443 },
    ],
  };
  const after = {
    ingress: [
      { cidr_blocks: ['10.0.0.0/8', '0.0.0.0/0'], port: 22, description: 'b' },
      { cidr_blocks: ['10.0.0.0/16'], port: 443 },
    ],
  };

  it('is charged with what it opens itself', () => {
    expect(world(before, after, ['ingress', 0, 'cidr_blocks', 1])).toBe(true);
    expect(world(before, after, ['ingress', 0, 'cidr_blocks', 0])).toBe(false);
    expect(world(before, after, ['ingress', 1, 'cidr_blocks', 0])).toBe(false);
  });

  it('is no part of it where it shapes no rule', () => {
    expect(at(before, after, ['ingress', 0, 'description'])).toBeUndefined();
    expect(at(before, after, ['tags', 'a'])).toBeUndefined();
  });
});

describe('the shapes of the clouds', () => {
  const ssh = { direction: 'ingress', protocol: 'tcp', ports: '22' };

  it.each<[string, string, unknown, unknown, Path]>([
    [
      'a Terraform security group',
      'aws_security_group',
      { ingress: [] },
      {
        ingress: [
          { from_port: 22, to_port: 22, protocol: 'tcp', cidr_blocks: [], ipv6_cidr_blocks: ['::/0'], self: false },
        ],
      },
      ['ingress', 0],
    ],
    [
      'a Terraform security group rule',
      'aws_security_group_rule',
      { type: 'ingress', from_port: 22, to_port: 22, protocol: 'tcp', cidr_blocks: ['10.0.0.0/8'] },
      { type: 'ingress', from_port: 22, to_port: 22, protocol: 'tcp', cidr_blocks: ['0.0.0.0/0'] },
      ['cidr_blocks', 0],
    ],
    [
      'a Terraform VPC ingress rule',
      'aws_vpc_security_group_ingress_rule',
      { from_port: 22, to_port: 22, ip_protocol: 'tcp', cidr_ipv4: '10.0.0.0/8' },
      { from_port: 22, to_port: 22, ip_protocol: 'tcp', cidr_ipv4: '0.0.0.0/0' },
      ['cidr_ipv4'],
    ],
    [
      'a CloudFormation security group',
      'AWS::EC2::SecurityGroup',
      { SecurityGroupIngress: [] },
      { SecurityGroupIngress: [{ IpProtocol: 'tcp', FromPort: 22, ToPort: 22, CidrIp: '0.0.0.0/0' }] },
      ['SecurityGroupIngress', 0],
    ],
    [
      'the permissions of the EC2 API',
      'sg',
      { IpPermissions: [{ IpProtocol: 'tcp', FromPort: 22, ToPort: 22, IpRanges: [] }] },
      { IpPermissions: [{ IpProtocol: 'tcp', FromPort: 22, ToPort: 22, IpRanges: [{ CidrIp: '0.0.0.0/0' }] }] },
      ['IpPermissions', 0, 'IpRanges', 0],
    ],
    [
      'a Google Cloud firewall',
      'google_compute_firewall',
      { source_ranges: ['10.0.0.0/8'], allow: [{ protocol: 'tcp', ports: ['22'] }] },
      { source_ranges: ['0.0.0.0/0'], allow: [{ protocol: 'tcp', ports: ['22'] }] },
      ['source_ranges', 0],
    ],
    [
      'a Google Cloud firewall that is switched on',
      'google_compute_firewall',
      { disabled: true, source_ranges: ['0.0.0.0/0'], allow: [{ protocol: 'tcp', ports: ['22'] }] },
      { disabled: false, source_ranges: ['0.0.0.0/0'], allow: [{ protocol: 'tcp', ports: ['22'] }] },
      ['disabled'],
    ],
    [
      'a Google Cloud firewall without any source',
      'google_compute_firewall',
      { source_tags: ['web'], allow: [{ protocol: 'tcp', ports: ['22'] }] },
      { allow: [{ protocol: 'tcp', ports: ['22'] }] },
      ['source_tags'],
    ],
    [
      'an Azure network security group',
      'azurerm_network_security_group',
      { security_rule: [] },
      {
        security_rule: [
          {
            name: 'r',
            priority: 100,
            direction: 'Inbound',
            access: 'Allow',
            protocol: 'Tcp',
            source_address_prefix: 'Internet',
            destination_port_range: '22',
          },
        ],
      },
      ['security_rule', 0],
    ],
    [
      'an Azure template',
      'Microsoft.Network/networkSecurityGroups',
      { properties: { securityRules: [] } },
      {
        properties: {
          securityRules: [
            {
              properties: {
                priority: 100,
                direction: 'Inbound',
                access: 'Allow',
                protocol: 'Tcp',
                sourceAddressPrefix: '*',
                destinationPortRange: '22',
              },
            },
          ],
        },
      },
      ['properties', 'securityRules', 0],
    ],
    [
      'a network ACL',
      'aws_network_acl',
      { ingress: [] },
      {
        ingress: [
          { rule_no: 100, action: 'allow', protocol: 'tcp', from_port: 22, to_port: 22, cidr_block: '0.0.0.0/0' },
        ],
      },
      ['ingress', 0],
    ],
    [
      'the plain shape',
      'firewall',
      { rules: [{ cidr: '10.0.0.0/8', from_port: 22, to_port: 22, protocol: 'tcp' }] },
      { rules: [{ cidr: '0.0.0.0/0', from_port: 22, to_port: 22, protocol: 'tcp' }] },
      ['rules', 0, 'cidr'],
    ],
  ])('are read: %s', (_, resourceType, desired, actual, path) => {
    const found = at(desired, actual, path, resourceType);
    expect(found?.exposedToInternet).toBe(true);
    expect(found?.opened[0]).toMatchObject(ssh);
  });

  it('knows a database firewall by its first and last address', () => {
    const rule = (end_ip_address: string) => ({ start_ip_address: '0.0.0.0', end_ip_address });
    expect(world(rule('0.0.0.0'), rule('255.255.255.255'), ['end_ip_address'], 'azurerm_sql_firewall_rule')).toBe(true);
  });

  it('takes a route or a network for no rule', () => {
    expect(
      at({ route: [] }, { route: [{ cidr_block: '0.0.0.0/0', gateway_id: 'igw' }] }, ['route', 0], 'aws_route_table'),
    ).toBeUndefined();
    expect(at({ cidr_block: '10.0.0.0/8' }, { cidr_block: '0.0.0.0/0' }, ['cidr_block'], 'aws_vpc')).toBeUndefined();
  });
});

describe('denials', () => {
  const rule = (priority: number, access: string, port: string) => ({
    priority,
    direction: 'Inbound',
    access,
    protocol: 'Tcp',
    source_address_prefix: '*',
    destination_port_range: port,
  });
  const group = (...rules: readonly object[]) => ({ security_rule: rules });
  const type = 'azurerm_network_security_group';

  it('count where they are asked first', () => {
    expect(world(group(), group(rule(100, 'Deny', '22'), rule(200, 'Allow', '22')), ['security_rule', 1], type)).toBe(
      false,
    );
    expect(world(group(), group(rule(300, 'Deny', '22'), rule(200, 'Allow', '22')), ['security_rule', 1], type)).toBe(
      true,
    );
  });

  it('open what they held back when they go', () => {
    const found = at(
      group(rule(100, 'Deny', '22'), rule(200, 'Allow', '*')),
      group(rule(200, 'Allow', '*')),
      ['security_rule', 0],
      type,
    );
    expect(found).toMatchObject({ exposedToInternet: true, opened: [{ ports: '22' }, { ports: '22' }] });
  });
});

describe('hostile rule sets', () => {
  it('end in good time: 3,000 rules, half of them new and open', () => {
    const rules = (changed: boolean) =>
      Array.from({ length: 3_000 }, (_, i) => ({
        from_port: i,
        to_port: i,
        protocol: 'tcp',
        cidr: changed && i % 2 === 0 ? '0.0.0.0/0' : `10.${i % 250}.0.0/16`,
      }));
    expect(world({ ingress: rules(false) }, { ingress: rules(true) }, ['ingress', 0])).toBe(true);
  });

  it.each([
    [{ ingress: [{ cidr: {}, port: [[['22']]], protocol: { a: 1 }, priority: {} }] }],
    [{ ingress: { __proto__: null, cidr: ['x', 5, null] } }],
    ['text'],
    [null],
  ])('are read without a throw: %j', (actual) => {
    expect(() => exposureDelta({}, actual, 'sg').at(['ingress', 0])).not.toThrow();
  });
});
