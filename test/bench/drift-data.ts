import { seeded } from './measure.js';

/** A rule of a firewall as clouds describe it. */
export interface FirewallRule {
  readonly description: string;
  readonly protocol: string;
  readonly from_port: number;
  readonly to_port: number;
  readonly cidr: string;
  readonly self: boolean;
  readonly priority: number;
  readonly action: string;
}

/** Resources of 40 leaves each, shaped like the instances of a Terraform state. */
export function resourcesOf40Leaves(count: number): readonly object[] {
  return Array.from({ length: count }, (_, i) => ({
    id: `i-${i}`,
    name: `server-${i}`,
    instance_type: 't3.micro',
    ami: `ami-${i % 50}`,
    monitoring: true,
    ebs_optimized: false,
    subnet_id: `subnet-${i % 9}`,
    vpc_id: `vpc-${i % 3}`,
    private_ip: `10.0.${i % 255}.${(i * 7) % 255}`,
    user_data: 'abc',
    launched: i,
    key_name: 'ops',
    tags: { Name: `n${i}`, env: 'prod', team: `t${i % 10}`, cost: 'c1', 'app/port': 'x' },
    root_block_device: [{ size: 20, type: 'gp3', iops: 3000, encrypted: true }],
    ingress: [
      { from_port: 22, to_port: 22, protocol: 'tcp', cidr_blocks: ['10.0.0.0/8'] },
      { from_port: 443, to_port: 443, protocol: 'tcp', cidr_blocks: ['10.0.0.0/8', '192.168.0.0/16'] },
    ],
    metadata_options: { http_endpoint: 'enabled', http_tokens: 'required', hop_limit: 1 },
    network: { index: 0, dns: { name: `host${i}`, zone: 'internal', ttl: 60 } },
    timeouts: { create: '10m', delete: '20m' },
  }));
}

/** A copy in which each leaf has the chance `share` of another value. */
export function withChangedLeaves<A>(value: A, share: number, random = seeded(1)): A {
  if (Array.isArray(value)) return value.map((element) => withChangedLeaves(element as unknown, share, random)) as A;
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(
      Object.entries(value).map(([key, member]) => [key, withChangedLeaves(member as unknown, share, random)]),
    ) as A;
  }
  if (random() >= share) return value;
  return (typeof value === 'number' ? value + 1 : typeof value === 'boolean' ? !value : `${String(value)}x`) as A;
}

export function firewallRules(count: number): readonly FirewallRule[] {
  return Array.from({ length: count }, (_, i) => ({
    description: `rule ${i}`,
    protocol: i % 3 === 0 ? 'udp' : 'tcp',
    from_port: 1024 + (i % 5000),
    to_port: 1024 + (i % 5000),
    cidr: `10.${(i >> 8) & 255}.${i & 255}.0/24`,
    self: false,
    priority: i % 100,
    action: 'allow',
  }));
}

/** A copy in which the share `share` of the rules has another priority. */
export function withChangedRules(rules: readonly FirewallRule[], share: number): readonly FirewallRule[] {
  const random = seeded(2);
  return rules.map((rule, i) => (random() < share ? { ...rule, priority: 1000 + i } : { ...rule }));
}

export function shuffled<A>(list: readonly A[]): readonly A[] {
  const random = seeded(3);
  return list
    .map((element) => [random(), element] as const)
    .sort(([left], [right]) => left - right)
    .map(([, element]) => element);
}
