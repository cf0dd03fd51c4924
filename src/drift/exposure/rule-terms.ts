import type { Path } from '../path/segment.js';
import { addressesOf, EVERY_IPV4, EVERY_IPV6, addressesBetween } from './addresses.js';
import type { Direction, IntegerRange, SourcedRange } from './firewall-rule.js';
import { portsBetween, EVERY_PORT, EVERY_PROTOCOL, portsOf, protocolsOf } from './ports.js';
import type { RuleFields } from './rule-fields.js';
import { EGRESS, INGRESS } from './rule-names.js';

/** What the objects above a place have already said about the rules below it. */
export interface RuleContext {
  readonly direction: Direction | undefined;
  readonly allow: boolean;
  readonly priority: number;
  readonly protocols: readonly IntegerRange[];
  readonly ports: readonly IntegerRange[];
  /** Set under `allow` and `deny` of Google Cloud, where the addresses stand above. */
  readonly addresses: readonly SourcedRange[] | undefined;
  readonly underNetworks: boolean;
}

/** Which way a key or a resource type says that traffic passes. */
export function directionFrom(name: string): Direction | undefined {
  if (EGRESS.test(name)) return 'egress';
  return INGRESS.test(name) ? 'ingress' : undefined;
}

/** What an object adds to, or sets against, what was said above it. */
export function contextWith(fields: RuleFields, said: RuleContext): RuleContext {
  const protocol = fields.one('protocol')?.value;
  const spoken = protocol === undefined ? undefined : protocolsOf(protocol);
  const priority = numberIn(fields.one('priority')?.value) ?? said.priority;
  const action = fields.one('action')?.value;
  return {
    ...said,
    direction: ownDirection(fields) ?? said.direction,
    allow: typeof action === 'string' ? !/deny|drop|reject|block/i.test(action) : said.allow,
    priority,
    protocols: spoken?.protocols ?? said.protocols,
    ports: spoken?.portless === true ? [EVERY_PORT] : (statedPorts(fields, protocol) ?? said.ports),
  };
}

function ownDirection(fields: RuleFields): Direction | undefined {
  const { value: egress } = fields.named('egress') ?? {};
  if (typeof egress === 'boolean') return egress ? 'egress' : 'ingress';
  const stated = fields.one('direction')?.value ?? fields.named('type')?.value;
  return typeof stated === 'string' && /^(?:in|out|ingress|egress|inbound|outbound)$/i.test(stated)
    ? directionFrom(`${stated.toLowerCase()}bound`)
    : undefined;
}

function statedPorts(fields: RuleFields, protocol: unknown): readonly IntegerRange[] | undefined {
  const from = numberIn(fields.one('fromPort')?.value);
  const to = numberIn(fields.one('toPort')?.value);
  if (from !== undefined || to !== undefined) {
    const [first, last] = [from ?? to!, to ?? from!];
    const meansAll =
      first === 0 && last === 0 && protocolsOf(protocol ?? '-1').protocols[0] === EVERY_PROTOCOL && to !== undefined;
    return meansAll ? [EVERY_PORT] : portsBetween(first, last);
  }
  const named = fields.all('ports').flatMap(({ value }) => portsOf(value));
  return named.length > 0 ? named : undefined;
}

function numberIn(value: unknown): number | undefined {
  const text = typeof value === 'string' ? value.trim() : '';
  if (typeof value === 'number') return value;
  return /^-?\d{1,6}$/.test(text) ? Number(text) : undefined;
}

/** The addresses that an object names itself; `undefined` where it names none at all. */
export function addressesIn(fields: RuleFields, said: RuleContext): readonly SourcedRange[] | undefined {
  const naming = fields.all(said.direction === 'egress' ? 'destinations' : 'sources');
  // Where an egress rule names no destination apart, the address field of the rule is one.
  const named = naming.length > 0 ? naming : said.direction === 'egress' ? fields.all('sources') : [];
  const [start, end] = [fields.one('rangeStart'), fields.one('rangeEnd')];
  const network = said.underNetworks ? fields.named('value') : undefined;
  if (named.length === 0 && start === undefined && network === undefined) return undefined;
  return [
    ...[...named, ...(network ? [network] : [])].flatMap(({ value, path }) => rangesWithPath(value, path)),
    ...(typeof start?.value === 'string' && typeof end?.value === 'string'
      ? addressesBetween(start.value, end.value)
      : []
    ).map((range) => ({
      range,
      path: start!.path,
    })),
  ];
}

function rangesWithPath(value: unknown, path: Path): readonly SourcedRange[] {
  if (typeof value === 'string') return addressesOf(value).map((range) => ({ range, path }));
  if (!Array.isArray(value)) return [];
  return value.flatMap((element: unknown, i) =>
    typeof element === 'string' ? addressesOf(element).map((range) => ({ range, path: [...path, i] })) : [],
  );
}

/** Google Cloud: a rule that names no source at all lets every address in. */
export function everyAddress(fields: RuleFields, path: Path): readonly SourcedRange[] {
  if (fields.all('otherSources').some(({ value }) => Array.isArray(value) && value.length > 0)) return [];
  return [EVERY_IPV4, EVERY_IPV6].map((range) => ({ range, path }));
}
