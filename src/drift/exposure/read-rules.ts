import type { Path, Segment } from '../path/segment.js';
import { EVERY_PORT, EVERY_PROTOCOL } from './ports.js';
import type { FirewallRule } from './firewall-rule.js';
import { fieldsOf } from './rule-fields.js';
import { plainName, RULE_NAMES } from './rule-names.js';
import { addressesIn, directionFrom, everyAddress, type RuleContext, contextWith } from './rule-terms.js';
import { isObject } from '../fields.js';

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
  }
}

function contextUnder(said: RuleContext, segment: Segment): RuleContext {
  if (typeof segment === 'number') return said;
  const name = plainName(segment);
  return {
    ...said,
    direction: directionFrom(name) ?? said.direction,
    underNetworks: said.underNetworks || RULE_NAMES.networks.has(name),
  };
}
