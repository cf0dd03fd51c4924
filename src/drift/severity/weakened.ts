import { plainName } from '../exposure/rule-names.js';
import type { JudgedChange, Judgement } from './change.js';
import { COSMETIC_FIELDS, SECURITY_SWITCHES, type SecuritySwitch } from './switches.js';
import { isObject } from '../fields.js';

// Objects that were added or taken away whole are searched for switches, within reason.
const DEEPEST = 20;
const MOST_PLACES = 20_000;

/** What a change does to every security switch at or below its place; hardening is functional. */
export function judgeSwitches(change: JudgedChange): readonly Judgement[] {
  const key = change.segments.findLast((segment) => typeof segment === 'string');
  // Most changes are of one plain field that is no switch.
  if (isLeaf(change.desired) && isLeaf(change.actual) && switchCalled(key) === undefined) return [];
  const desired = switchesIn(change.desired, key);
  const actual = switchesIn(change.actual, key);
  const judged: Judgement[] = [];
  for (const place of new Set([...desired.keys(), ...actual.keys()])) {
    const [known] = actual.get(place) ?? desired.get(place) ?? [];
    const before = stateOf(desired.get(place), known!.control);
    const after = stateOf(actual.get(place), known!.control);
    if (after === 'unsafe' && before !== 'unsafe')
      judged.push({ severity: known!.control.severity, reason: `${known!.shown}: ${known!.control.weakened}` });
    else if (after !== before && before === 'unsafe')
      judged.push({ severity: 'functional', reason: `${known!.shown}: it is safer than declared` });
    else judged.push({ severity: 'functional', reason: `${known!.shown}: no less safe than declared` });
  }
  return judged;
}

interface Found {
  readonly control: SecuritySwitch;
  readonly value: unknown;
  readonly shown: string;
}

type Switches = ReadonlyMap<string, readonly Found[]>;

/** The switches in a value called so, by place; of a list of values (`members`) all stand under the list's own. */
function switchesIn(value: unknown, called: string | undefined): Switches {
  const found = new Map<string, Found[]>();
  let places = 0;
  const look = (here: unknown, key: string | undefined, place: string, depth: number): void => {
    places += 1;
    if (places > MOST_PLACES || depth > DEEPEST || here === undefined) return;
    if (Array.isArray(here))
      return here.forEach((element, i) => look(element, key, isLeaf(element) ? place : `${place}/${i}`, depth + 1));
    if (!isLeaf(here)) {
      for (const [name, member] of Object.entries(here as object)) {
        if (!COSMETIC_FIELDS.has(plainName(name))) look(member, name, `${place}/${name}`, depth + 1);
      }
      return;
    }
    const control = switchCalled(key);
    if (control !== undefined) found.set(place, [...(found.get(place) ?? []), { control, value: here, shown: key! }]);
  };
  look(value, called, '', 0);
  return found;
}

const SWITCH_OF: ReadonlyMap<string, SecuritySwitch> = new Map(
  SECURITY_SWITCHES.flatMap((control) => [...control.names].map((name): [string, SecuritySwitch] => [name, control])),
);

const switchCalled = (key: string | undefined): SecuritySwitch | undefined =>
  key === undefined ? undefined : SWITCH_OF.get(plainName(key));

const isLeaf = (value: unknown): boolean => !isObject(value);

function stateOf(found: readonly Found[] | undefined, control: SecuritySwitch): 'safe' | 'unsafe' | 'neither' {
  if (found === undefined) return control.safeByDefault ? 'safe' : 'unsafe';
  const texts = found.map(({ value }) => String(value).toLowerCase());
  if (texts.some((text) => control.unsafe.test(text))) return 'unsafe';
  return texts.every((text) => control.safe.test(text)) ? 'safe' : 'neither';
}
