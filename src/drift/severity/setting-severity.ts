import { plainName } from '../exposure/rule-names.js';
import { isObject } from '../plain-data.js';
import type { JudgedChange, Judgment } from './judged-change.js';
import { COSMETIC_FIELDS, SECURITY_SETTINGS, type SecuritySetting } from './security-settings.js';

// Objects that were added or taken away whole are searched for switches, within reason.
const MAX_DEPTH = 20;
const MAX_PLACES = 20_000;

/** What a change does to every security switch at or below its place; hardening is functional. */
export function judgeSettings(change: JudgedChange): readonly Judgment[] {
  const key = change.segments.findLast((segment) => typeof segment === 'string');
  // Most changes are of one plain field that is no switch.
  if (isLeaf(change.desired) && isLeaf(change.actual) && settingNamed(key) === undefined) return [];
  const desired = settingsIn(change.desired, key);
  const actual = settingsIn(change.actual, key);
  const judged: Judgment[] = [];
  for (const place of new Set([...desired.keys(), ...actual.keys()])) {
    const [known] = actual.get(place) ?? desired.get(place) ?? [];
    const before = stateOf(desired.get(place), known!.control);
    const after = stateOf(actual.get(place), known!.control);
    if (after === 'unsafe' && before !== 'unsafe')
      judged.push({ severity: known!.control.severity, reason: `${known!.shown}: ${known!.control.effect}` });
    else if (after !== before && before === 'unsafe')
      judged.push({ severity: 'functional', reason: `${known!.shown}: it is safer than declared` });
    else judged.push({ severity: 'functional', reason: `${known!.shown}: no less safe than declared` });
  }
  return judged;
}

interface FoundSetting {
  readonly control: SecuritySetting;
  readonly value: unknown;
  readonly shown: string;
}

type SettingsByPlace = ReadonlyMap<string, readonly FoundSetting[]>;

/** The switches in a value called so, by place; of a list of values (`members`) all stand under the list's own. */
function settingsIn(value: unknown, called: string | undefined): SettingsByPlace {
  const found = new Map<string, FoundSetting[]>();
  let places = 0;
  const look = (here: unknown, key: string | undefined, place: string, depth: number): void => {
    places += 1;
    if (places > MAX_PLACES || depth > MAX_DEPTH || here === undefined) return;
    if (Array.isArray(here))
      return here.forEach((element, i) => look(element, key, isLeaf(element) ? place : `${place}/${i}`, depth + 1));
    if (!isLeaf(here)) {
      for (const [name, member] of Object.entries(here as object)) {
        if (!COSMETIC_FIELDS.has(plainName(name))) look(member, name, `${place}/${name}`, depth + 1);
      }
      return;
    }
    const control = settingNamed(key);
    if (control !== undefined) found.set(place, [...(found.get(place) ?? []), { control, value: here, shown: key! }]);
  };
  look(value, called, '', 0);
  return found;
}

const SETTING_BY_NAME: ReadonlyMap<string, SecuritySetting> = new Map(
  SECURITY_SETTINGS.flatMap((control) => [...control.names].map((name): [string, SecuritySetting] => [name, control])),
);

const settingNamed = (key: string | undefined): SecuritySetting | undefined =>
  key === undefined ? undefined : SETTING_BY_NAME.get(plainName(key));

const isLeaf = (value: unknown): boolean => !isObject(value);

function stateOf(found: readonly FoundSetting[] | undefined, control: SecuritySetting): 'safe' | 'unsafe' | 'neither' {
  if (found === undefined) return control.safeByDefault ? 'safe' : 'unsafe';
  const texts = found.map(({ value }) => String(value).toLowerCase());
  if (texts.some((text) => control.unsafe.test(text))) return 'unsafe';
  return texts.every((text) => control.safe.test(text)) ? 'safe' : 'neither';
}
