import type { Either } from '../../prelude.js';
import { protocol } from '../equivalence/networks.js';
import type { DriftError } from '../errors.js';
import { type Fields, isFields } from '../plain-data.js';
import { compareGrants, type Grant, literally, oneOf, type PartTerm } from './grants.js';
import { listOf, type PowerComparison, textsOf, toPowers, tryCompare } from './power-comparison.js';
import { orderedSet } from './values.js';
import { addressInterval, type Interval, rankOf } from './ordered-values.js';

/** What is known of a network besides its security groups. */
export interface NetworkFacts {
  /** The networks of each prefix list, by its id. A list that is not here stands for itself. */
  readonly prefixLists?: Readonly<Record<string, readonly string[]>>;
  /**
   * The groups with something in a subnet that has a route to an internet gateway; where given, no other is reached
   * from public addresses.
   */
  readonly internetFacing?: readonly string[];
}

const FAMILIAR = { way: ['directly'] };

/**
 * Whether anybody can reach more under the actual security groups of a scan than under the declared ones. Takes lists
 * of groups as CloudFormation, Terraform or `DescribeSecurityGroups` write them, each with its id; groups name each
 * other, themselves and prefix lists as sources. Who reaches one group reaches, through it, the groups that let it in:
 * such a request says so in its context.
 *
 * Fails with `UnreadableConfig` where a side is no data.
 *
 * Method: ingress rules as sets of addresses or groups × protocols × ports, closed over the groups that let each other
 * in ("Security group rules", Amazon VPC user guide); egress is taken to be open.
 */
export const compareReachability = (
  desired: unknown,
  actual: unknown,
  facts: NetworkFacts = {},
): Either<DriftError, PowerComparison> =>
  tryCompare(desired, actual, (want, have): PowerComparison =>
    toPowers(
      compareGrants(grantsOf(want, facts), grantsOf(have, facts), FAMILIAR),
      ({ source = '', address, port = '', transport = '', group = '', way = '' }) => ({
        principal: source === 'address' ? (address ?? 'any address') : source,
        action: reachText(transport, port),
        resource: group,
        ...(way === 'directly' ? {} : { context: { through: way } }),
      }),
    ),
  );

function reachText(transport: string, port: string): string {
  const name = PROTOCOL_NAMES.get(transport) ?? (transport === '' ? 'any protocol' : `protocol ${transport}`);
  return transport === '6' || transport === '17' ? `reach ${name} port ${port}` : `reach ${name}`;
}

const PROTOCOL_NAMES: ReadonlyMap<string, string> = new Map([
  ['6', 'tcp'],
  ['17', 'udp'],
  ['1', 'icmp'],
  ['58', 'icmpv6'],
]);

interface Ingress {
  readonly group: string;
  readonly source: { readonly group: string } | { readonly addresses: readonly Interval[] };
  readonly transport: readonly PartTerm[];
  readonly port: readonly PartTerm[];
}

const MAX_CHAINS = 5_000;

function grantsOf(value: unknown, facts: NetworkFacts): readonly Grant[] {
  const rules = merged(
    (Array.isArray(value) ? value : [value]).filter(isFields).flatMap((group) => ingressOf(group, facts)),
  );
  const grants = rules.flatMap((rule) => sourceTerms(rule, facts).map((source) => grantOf(rule, source, 'directly')));
  const into = new Map<string, Ingress[]>();
  for (const rule of rules)
    if ('group' in rule.source) into.set(rule.source.group, [...(into.get(rule.source.group) ?? []), rule]);
  for (const first of rules) {
    const sources = sourceTerms(first, facts);
    const seen = new Set([first.group]);
    const waiting = [first.group];
    while (waiting.length > 0 && grants.length < MAX_CHAINS) {
      const through = waiting.pop()!;
      for (const next of into.get(through) ?? []) {
        if (next.group === through || ('group' in first.source && first.source.group === next.group)) continue;
        grants.push(...sources.map((source) => grantOf(next, source, through)));
        if (seen.has(next.group)) continue;
        seen.add(next.group);
        waiting.push(next.group);
      }
    }
  }
  return grants;
}

const grantOf = (rule: Ingress, source: Grant['parts'], way: string): Grant => ({
  allow: true,
  parts: {
    ...source,
    group: [oneOf([literally(rule.group)])],
    transport: rule.transport,
    port: rule.port,
    way: [oneOf([literally(way)])],
  },
});

const PRIVATE = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '100.64.0.0/10', 'fc00::/7'].map((network) =>
  addressInterval(network)!,
);

/** Rules for the same ports of the same group as one: two halves of the internet are all of it. */
function merged(rules: readonly Ingress[]): readonly Ingress[] {
  const byAddress = new Map<string, Ingress>();
  const byGroup: Ingress[] = [];
  for (const rule of rules) {
    if ('group' in rule.source) byGroup.push(rule);
    else {
      const key = JSON.stringify([rule.group, [...rule.transport, ...rule.port].map(({ set }) => set.key)]);
      const known = byAddress.get(key)?.source;
      const addresses = [
        ...(known !== undefined && 'addresses' in known ? known.addresses : []),
        ...rule.source.addresses,
      ];
      byAddress.set(key, { ...rule, source: { addresses } });
    }
  }
  return [...byAddress.values(), ...byGroup];
}

/** The sources of a rule; where it lets in every address of a family, `anywhere` beside the addresses. */
function sourceTerms({ source, group }: Ingress, { internetFacing }: NetworkFacts): readonly Grant['parts'][] {
  if ('group' in source) return [{ source: [oneOf([literally(source.group)])] }];
  const isFacing = internetFacing === undefined || internetFacing.includes(group);
  const address: PartTerm[] = [{ set: orderedSet('address', source.addresses), not: false }];
  if (!isFacing) address.push({ set: orderedSet('address', PRIVATE), not: false });
  const isOpen =
    isFacing && ['0.0.0.0/0', '::/0'].some((family) => isCovered(addressInterval(family)!, source.addresses));
  return [{ source: [oneOf(['address'])], address }, ...(isOpen ? [{ source: [oneOf([ANYWHERE])] }] : [])];
}

const ANYWHERE = 'anywhere';

function isCovered([first, last]: Interval, intervals: readonly Interval[]): boolean {
  let reached = first - 1n;
  for (const [from, to] of [...intervals].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))) {
    if (from > reached + 1n) break;
    if (to > reached) reached = to;
  }
  return reached >= last;
}

/** The value of the first of some fields that is there; names in lower case without underscores. */
function one(fields: Fields, ...names: readonly string[]): unknown {
  const plain = new Map(Object.entries(fields).map(([key, value]) => [key.replace(/[_-]/g, '').toLowerCase(), value]));
  return names.map((name) => plain.get(name)).find((value) => value !== undefined && value !== null && value !== '');
}

function ingressOf(resource: Fields, facts: NetworkFacts): readonly Ingress[] {
  const fields = isFields(resource['Properties']) ? { ...resource, ...resource['Properties'] } : resource;
  const id = String(one(fields, 'groupid', 'securitygroupid', 'id', 'groupname', 'name') ?? '');
  const lists = [one(fields, 'securitygroupingress', 'ingress', 'ippermissions')];
  // A rule that is a resource of its own names the group that it belongs to.
  const isRule =
    lists[0] === undefined &&
    one(fields, 'fromport', 'ipprotocol', 'protocol') !== undefined &&
    one(fields, 'type') !== 'egress';
  return (isRule ? [fields] : listOf(lists[0])).filter(isFields).flatMap((rule) => {
    const base = { group: id, ...serviceOf(rule) };
    const texts = ['cidrip', 'cidripv6', 'cidripv4', 'cidrblocks', 'ipv6cidrblocks', 'ipranges', 'ipv6ranges'].flatMap(
      (name) =>
        listOf(one(rule, name)).map((member) => (isFields(member) ? one(member, 'cidrip', 'cidripv6') : member)),
    );
    const prefixLists = [
      ...textsOf(one(rule, 'sourceprefixlistid', 'prefixlistid')),
      ...listOf(one(rule, 'prefixlistids')).map((member) => (isFields(member) ? one(member, 'prefixlistid') : member)),
    ].map(String);
    const groups = [
      ...textsOf(
        isRule
          ? one(rule, 'sourcesecuritygroupid', 'referencedsecuritygroupid')
          : one(rule, 'sourcesecuritygroupid', 'sourcesecuritygroupname', 'securitygroups'),
      ),
      ...listOf(one(rule, 'useridgrouppairs'))
        .filter(isFields)
        .map((pair) => String(one(pair, 'groupid', 'groupname') ?? '')),
      ...(rule['self'] === true ? [id] : []),
    ];
    const known = prefixLists.flatMap((list) =>
      textsOf(Object.hasOwn(facts.prefixLists ?? {}, list) ? facts.prefixLists![list] : undefined),
    );
    const addresses = [...texts, ...known]
      .map((text) => (typeof text === 'string' ? addressInterval(text) : undefined))
      .filter((range) => range !== undefined);
    const unknown = prefixLists.filter((list) => !Object.hasOwn(facts.prefixLists ?? {}, list));
    return [
      ...(addresses.length > 0 ? [{ ...base, source: { addresses } }] : []),
      ...[...groups, ...unknown].map((group) => ({ ...base, source: { group } })),
    ];
  });
}

function serviceOf(rule: Fields): Pick<Ingress, 'transport' | 'port'> {
  const named = protocol.normalize!(one(rule, 'ipprotocol', 'protocol') ?? '-1');
  const number = named === undefined ? undefined : Number(named);
  // From half to half, so that neighbors leave nothing between them.
  const interval = (first: number, last: number): PartTerm => ({
    set: orderedSet('number', [[rankOf(first - 0.5), rankOf(last + 0.5) - 1n]]),
    not: false,
  });
  const transport = number === undefined || number < 0 || Number.isNaN(number) ? [] : [interval(number, number)];
  const [low, high] = [Number(one(rule, 'fromport') ?? -1), Number(one(rule, 'toport') ?? one(rule, 'fromport') ?? -1)];
  const hasPorts = (number === 6 || number === 17) && low >= 0 && high >= low && !(low === 0 && high >= 65_535);
  return { transport, port: hasPorts ? [interval(low, high)] : [] };
}
