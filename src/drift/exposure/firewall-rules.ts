import { type AddressRange, parseCidr, protocol } from '../equivalence/networks.js';
import type { Path, Segment } from '../path.js';
import { isObject, plainName } from '../plain-data.js';
import {
  type Direction,
  EGRESS,
  EVERY_IPV4,
  EVERY_IPV6,
  EVERY_PORT,
  EVERY_PROTOCOL,
  type FirewallRule,
  INGRESS,
  type IntegerRange,
  RULE_NAMES,
  type RuleRole,
  type SourcedRange,
} from './firewall-rule.js';

// Azure's service tags for everything outside; `*` and `Any` are every address.
const ANY_ADDRESS = /^(?:\*|any|all|internet)$/i;

/**
 * The addresses that a text names: a network, an address, `first-last`, several with commas, `*`. Other texts name
 * none.
 */
export function addressesOf(text: string): readonly AddressRange[] {
  if (text.length > 10_000) return [];
  return text.split(',').flatMap((part) => rangesOf(part.trim()));
}

function rangesOf(text: string): readonly AddressRange[] {
  if (ANY_ADDRESS.test(text)) return [EVERY_IPV4, EVERY_IPV6];
  const [first, last, ...rest] = text.split('-');
  if (last !== undefined && rest.length === 0) return addressesBetween(first!, last);
  const range = parseCidr(text);
  return range === undefined ? [] : [range];
}

/** The addresses from one to another, both included; none where they are not two addresses in this order. */
function addressesBetween(first: string, last: string): readonly AddressRange[] {
  const from = parseCidr(first);
  const to = parseCidr(last);
  if (from === undefined || to === undefined || from.family !== to.family || from.first > to.last) return [];
  return [{ family: from.family, first: from.first, last: to.last }];
}

// ICMP's "ports" are message types: no part of what is reachable.
const PORTLESS: ReadonlySet<string> = new Set(['1', '58']);

/** The ports that a value names: 22, "22", "8000-8100", "*", or a list of these; none where it names no port. */
function portsOf(value: unknown): readonly IntegerRange[] {
  if (Array.isArray(value))
    return value.slice(0, 1_000).flatMap((element) => (Array.isArray(element) ? [] : portsOf(element)));
  if (typeof value === 'number') return portsBetween(value, value);
  if (typeof value !== 'string') return rangeIn(value);
  if (/^\s*(?:\*|any|all)?\s*$/i.test(value)) return [EVERY_PORT];
  const [, first, last] = /^\s*(\d{1,5})\s*(?:[-:]\s*(\d{1,5})\s*)?$/.exec(value) ?? [];
  return first === undefined ? [] : portsBetween(Number(first), Number(last ?? first));
}

// CloudFormation's network ACLs: { From: 22, To: 22 }.
function rangeIn(value: unknown): readonly IntegerRange[] {
  if (!isObject(value) || !('From' in value)) return [];
  const { From: from, To: to = from } = value as { readonly From: unknown; readonly To?: unknown };
  return isLeaf(from) && isLeaf(to) ? portsBetween(Number(from), Number(to)) : [];
}

const isLeaf = (value: unknown): boolean => typeof value === 'string' || typeof value === 'number';

/** The ports from one to another; a negative one means every port, as AWS has it. */
function portsBetween(from: number, to: number): readonly IntegerRange[] {
  if (from < 0 || to < 0) return [EVERY_PORT];
  return Number.isInteger(from) && Number.isInteger(to) && from <= to && to <= 65_535 ? [[from, to]] : [];
}

/** The IP protocols that a value names, and whether they have ports at all. A name that is not known may be any. */
function protocolsOf(value: unknown): { readonly protocols: readonly IntegerRange[]; readonly portless: boolean } {
  const numbers = (Array.isArray(value) ? value.slice(0, 300) : [value]).map(
    (one) => protocol.normalize!(one) as string | undefined,
  );
  return {
    protocols: numbers.map((number): IntegerRange =>
      number === undefined || number === '-1' ? EVERY_PROTOCOL : [Number(number), Number(number)],
    ),
    portless: numbers.every((number) => number !== undefined && PORTLESS.has(number)) || value === '-1' || value === -1,
  };
}

interface RuleField {
  readonly key: string;
  readonly value: unknown;
  readonly path: Path;
}

/** The fields of one object, to be asked for by what they are for. */
interface RuleFields {
  readonly list: readonly RuleField[];
  one(role: RuleRole): RuleField | undefined;
  all(...roles: readonly RuleRole[]): readonly RuleField[];
  /** By its plain name. */
  named(name: string): RuleField | undefined;
}

/** The fields of an object that stands at `path`; those without a value are left out. */
function fieldsOf(value: object, path: Path): RuleFields {
  const list = Object.entries(value)
    .filter(([, member]) => member !== null && member !== undefined)
    .map(([key, member]) => ({ key, name: plainName(key), value: member as unknown, path: [...path, key] }));
  const all = (...roles: readonly RuleRole[]): readonly RuleField[] =>
    list.filter(({ name }) => roles.some((role) => RULE_NAMES[role].has(name)));
  return { list, all, one: (role) => all(role)[0], named: (wanted) => list.find(({ name }) => name === wanted) };
}

/** What the objects above a place have already said about the rules below it. */
interface RuleContext {
  readonly direction: Direction | undefined;
  readonly allow: boolean;
  readonly priority: number;
  readonly protocols: readonly IntegerRange[];
  readonly ports: readonly IntegerRange[];
  /** Set under `allow` and `deny` of Google Cloud, where the addresses stand above. */
  readonly addresses: readonly SourcedRange[] | undefined;
  readonly underNetworks: boolean;
}

/** The direction of traffic that a key or a resource type names. */
function directionFrom(name: string): Direction | undefined {
  if (EGRESS.test(name)) return 'egress';
  return INGRESS.test(name) ? 'ingress' : undefined;
}

/** What an object adds to, or sets against, what was said above it. */
function contextWith(fields: RuleFields, said: RuleContext): RuleContext {
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
function addressesIn(fields: RuleFields, said: RuleContext): readonly SourcedRange[] | undefined {
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
function everyAddress(fields: RuleFields, path: Path): readonly SourcedRange[] {
  if (fields.all('otherSources').some(({ value }) => Array.isArray(value) && value.length > 0)) return [];
  return [EVERY_IPV4, EVERY_IPV6].map((range) => ({ range, path }));
}

// No real firewall comes near; a hostile value ends here.
const MAX_DEPTH = 40;
const MAX_PLACES = 500_000;

/** Every firewall rule in a configuration, in document order, whichever cloud's shape it has. Linear in its size. */
export function readRules(configuration: unknown, resourceType = '', above: Path = []): readonly FirewallRule[] {
  const reader = new RuleReader();
  const start: RuleContext = {
    direction: directionFrom(plainName(resourceType)),
    allow: true,
    priority: Infinity,
    protocols: [EVERY_PROTOCOL],
    ports: [EVERY_PORT],
    addresses: undefined,
    underNetworks: false,
  };
  reader.read(configuration, above, above.reduce(contextUnder, start), 0);
  return reader.rules;
}

class RuleReader {
  readonly rules: FirewallRule[] = [];
  #places = 0;

  read(value: unknown, path: Path, said: RuleContext, depth: number): void {
    this.#places += 1;
    if (!isObject(value) || depth > MAX_DEPTH || this.#places > MAX_PLACES) return;
    if (Array.isArray(value)) return value.forEach((element, i) => this.#readMember(element, i, path, said, depth));
    const fields = fieldsOf(value, path);
    if (fields.one('disabled')?.value === true) return;
    const here = contextWith(fields, said);
    const addresses = addressesIn(fields, here);
    const entries = fields
      .all('allowed', 'denied')
      .filter((field) => typeof field.value === 'object' && field.value !== null);
    for (const { key, value: member } of fields.list) {
      const name = plainName(key);
      const isEntry = entries.length > 0 && (RULE_NAMES.allowed.has(name) || RULE_NAMES.denied.has(name));
      const next = isEntry
        ? { ...here, allow: RULE_NAMES.allowed.has(name), addresses: addresses ?? everyAddress(fields, path) }
        : here;
      this.#readMember(member, key, path, next, depth);
    }
    const effective = addresses ?? said.addresses;
    if (entries.length > 0 || effective === undefined || effective.length === 0 || here.direction === undefined) return;
    const { direction, allow, priority, protocols, ports } = here;
    this.rules.push({ direction, allow, priority, protocols, ports, addresses: effective, path });
  }

  #readMember(member: unknown, segment: Segment, path: Path, said: RuleContext, depth: number): void {
    if (isObject(member)) this.read(member, [...path, segment], contextUnder(said, segment), depth + 1);
    else if (typeof member === 'string') this.#readPlain(member, [...path, segment], contextUnder(said, segment));
  }

  /** A rule that is nothing but addresses: `ingress: ['10.0.0.0/8']`. */
  #readPlain(text: string, path: Path, said: RuleContext): void {
    const key = path.findLast((segment) => typeof segment === 'string');
    if (key === undefined || said.direction === undefined || !PLAIN_RULES.test(plainName(key))) return;
    const addresses = addressesOf(text).map((range) => ({ range, path }));
    if (addresses.length === 0) return;
    const { direction, allow, priority, protocols, ports } = said;
    this.rules.push({ direction, allow, priority, protocols, ports, addresses, path });
  }
}

const PLAIN_RULES = /^(?:(?:in|e)gress|(?:in|out)bound)(?:rules?)?$/;

function contextUnder(said: RuleContext, segment: Segment): RuleContext {
  if (typeof segment === 'number') return said;
  const name = plainName(segment);
  return {
    ...said,
    direction: directionFrom(name) ?? said.direction,
    underNetworks: said.underNetworks || RULE_NAMES.networks.has(name),
  };
}
