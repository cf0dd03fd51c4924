import { nameSet, plainName } from '../field-names.js';
import type { Path } from '../path.js';

/**
 * What a field of a firewall rule says. Under `networks` a field `value` is an address range; where `otherSources` are
 * named, which are no addresses, the rule is not open to every address.
 */
export type RuleRole =
  | 'sources'
  | 'destinations'
  | 'rangeStart'
  | 'rangeEnd'
  | 'fromPort'
  | 'toPort'
  | 'ports'
  | 'protocol'
  | 'direction'
  | 'priority'
  | 'action'
  | 'disabled'
  | 'allowed'
  | 'denied'
  | 'networks'
  | 'otherSources';

/**
 * How the clouds spell the parts of a firewall rule, letters and digits alone in lower case: Terraform, CloudFormation
 * and the APIs of AWS, Google Cloud, Azure and OpenStack, and the plain `{ cidr, from_port, to_port, protocol }`.
 */
export const RULE_NAMES: Readonly<Record<RuleRole, ReadonlySet<string>>> = {
  sources: nameSet(
    'cidr cidrs cidrblock cidrblocks cidrip cidripv4 cidripv6 ipv4cidr ipv6cidr ipv6cidrblock ipv6cidrblocks',
    'source sourcecidr sourcecidrs sourcecidrblock sourceip sourceips sourcerange sourceranges sourceaddressprefix',
    'sourceaddressprefixes sourceaddresses remoteipprefix allowedcidrs allowedcidrblocks publicaccesscidrs ipranges',
    'ipv6ranges loadbalancersourceranges',
  ),
  destinations: nameSet(
    'destination destinationcidr destinationcidrs destinationrange destinationranges destinationaddressprefix',
    'destinationaddressprefixes destinationaddresses',
  ),
  rangeStart: nameSet('startipaddress'),
  rangeEnd: nameSet('endipaddress'),
  fromPort: nameSet('fromport portrangemin startport'),
  toPort: nameSet('toport portrangemax endport'),
  ports: nameSet(
    'port ports portrange portranges dstport destinationport destinationports',
    'destinationportrange destinationportranges',
  ),
  protocol: nameSet('protocol protocols ipprotocol'),
  direction: nameSet('direction'),
  priority: nameSet('priority ruleno rulenumber'),
  action: nameSet('access action ruleaction'),
  disabled: nameSet('disabled'),
  allowed: nameSet('allow allowed'),
  denied: nameSet('deny denied'),
  networks: nameSet('authorizednetworks'),
  otherSources: nameSet('sourcetags sourceserviceaccounts'),
};

/** Ancestors (or resource types) that say which way the rules below them let traffic pass. */
export const EGRESS: RegExp = /egress|outbound/;
export const INGRESS: RegExp = new RegExp(
  'ingress|inbound|securitygroup|firewall|networkacl|networksecurity|ippermissions|' +
    'authorizednetworks|publicaccesscidrs|loadbalancersourceranges',
);

const TERM_NAMES: ReadonlySet<string> = new Set([
  ...Object.values(RULE_NAMES).flatMap((known) => [...known]),
  'egress',
  'type',
]);

/** Whether a key of a rule has a say in what the rule lets pass; a description has none. */
export const shapesRule = (key: string): boolean => TERM_NAMES.has(plainName(key));

const ADDRESS_NAMES: ReadonlySet<string> = new Set(
  [RULE_NAMES.sources, RULE_NAMES.destinations].flatMap((known) => [...known]),
);

/** Whether a path ends in a field that names addresses of a rule one by one, or in one of them. */
export function namesAddresses(path: Path): boolean {
  const key = path.findLast((segment) => typeof segment === 'string');
  return key !== undefined && ADDRESS_NAMES.has(plainName(key));
}

export const isDirectionName = (key: string): boolean => plainName(key) === 'egress';
