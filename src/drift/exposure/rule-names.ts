import type { Path } from '../path/segment.js';

/**
 * How the clouds spell the parts of a firewall rule, letters and digits alone in lower case: Terraform, CloudFormation
 * and the APIs of AWS, Google Cloud, Azure and OpenStack, and the plain `{ cidr, from_port, to_port, protocol }`.
 */
export const RULE_NAMES = {
  sources: names(
    'cidr cidrs cidrblock cidrblocks cidrip cidripv4 cidripv6 ipv4cidr ipv6cidr ipv6cidrblock ipv6cidrblocks',
    'source sourcecidr sourcecidrs sourcecidrblock sourceip sourceips sourcerange sourceranges sourceaddressprefix',
    'sourceaddressprefixes sourceaddresses remoteipprefix allowedcidrs allowedcidrblocks publicaccesscidrs ipranges',
    'ipv6ranges loadbalancersourceranges',
  ),
  destinations: names(
    'destination destinationcidr destinationcidrs destinationrange destinationranges destinationaddressprefix',
    'destinationaddressprefixes destinationaddresses',
  ),
  rangeStart: names('startipaddress'),
  rangeEnd: names('endipaddress'),
  fromPort: names('fromport portrangemin startport'),
  toPort: names('toport portrangemax endport'),
  ports: names(
    'port ports portrange portranges dstport destinationport destinationports',
    'destinationportrange destinationportranges',
  ),
  protocol: names('protocol protocols ipprotocol'),
  direction: names('direction'),
  priority: names('priority ruleno rulenumber'),
  action: names('access action ruleaction'),
  disabled: names('disabled'),
  allowed: names('allow allowed'),
  denied: names('deny denied'),
  /** Under these a field `value` is an address range. */
  networks: names('authorizednetworks'),
  /** Where a source is named that is no address, the rule is not open to every address. */
  otherSources: names('sourcetags sourceserviceaccounts'),
} as const;

/** Ancestors (or resource types) that say which way the rules below them let traffic pass. */
export const EGRESS = /egress|outbound/;
export const INGRESS = new RegExp(
  'ingress|inbound|securitygroup|firewall|networkacl|networksecurity|ippermissions|' +
    'authorizednetworks|publicaccesscidrs|loadbalancersourceranges',
);

/** A key as the tables above spell it. The same few keys are asked for again and again, so they are remembered. */
export function plainName(key: string): string {
  const known = spelled.get(key);
  if (known !== undefined) return known;
  if (spelled.size >= MOST_SPELLED) spelled.clear();
  const plain = key.replace(/[^A-Za-z0-9]/g, '').toLowerCase();
  // A key made of data is not worth keeping.
  if (key.length <= LONGEST_SPELLED) spelled.set(key, plain);
  return plain;
}

const spelled = new Map<string, string>();
const MOST_SPELLED = 5_000;
const LONGEST_SPELLED = 100;

const EVERY: ReadonlySet<string> = new Set([
  ...Object.values(RULE_NAMES).flatMap((known) => [...known]),
  'egress',
  'type',
]);

/** Whether a key of a rule has a say in what the rule lets pass; a description has none. */
export const shapesRule = (key: string): boolean => EVERY.has(plainName(key));

const ADDRESSES: ReadonlySet<string> = new Set(
  [RULE_NAMES.sources, RULE_NAMES.destinations].flatMap((known) => [...known]),
);

/** Whether a path ends in a field that names addresses of a rule one by one, or in one of them. */
export function namesAddresses(path: Path): boolean {
  const key = path.findLast((segment) => typeof segment === 'string');
  return key !== undefined && ADDRESSES.has(plainName(key));
}

export const isDirectionName = (key: string): boolean => plainName(key) === 'egress';

/** A set of names, written between blanks. */
export function names(...lists: readonly string[]): ReadonlySet<string> {
  return new Set(lists.join(' ').split(' '));
}
