import { plainName } from '../exposure/rule-names.js';
import { AWS_SETTINGS } from './aws.js';
import { AZURE_SETTINGS } from './azure.js';
import { COMMON_SETTINGS } from './common.js';
import { familyOf, isSwitchName } from './families.js';
import { GOOGLE_SETTINGS } from './google.js';
import { KUBERNETES_SETTINGS } from './kubernetes.js';
import { plainType, type SecuritySetting } from './setting.js';

/** Every setting that is known, the providers' own before the common ones. */
export const SECURITY_SETTINGS: readonly SecuritySetting[] = [
  ...AWS_SETTINGS,
  ...AZURE_SETTINGS,
  ...GOOGLE_SETTINGS,
  ...KUBERNETES_SETTINGS,
  ...COMMON_SETTINGS,
];

/** The settings of one resource type. */
export interface SettingLookup {
  /** Those that stand at a path, given by its plain keys. */
  at(keys: readonly string[]): readonly SecuritySetting[];
  /** Whether a key may be the last of such a path, or be judged by its name alone. */
  mayHold(key: string): boolean;
}

// Few types are asked for again and again; a host that makes up types is not kept.
const MAX_TYPES = 1_000;
const MAX_KEYS = 1_000;
const lookups = new Map<string, SettingLookup>();

/** The settings of a resource type, to be asked for by the plain keys of a path. */
export function settingsOf(resourceType: string): SettingLookup {
  const known = lookups.get(resourceType);
  if (known !== undefined) return known;
  if (lookups.size >= MAX_TYPES) lookups.clear();
  const made = lookupOf(plainType(resourceType));
  lookups.set(resourceType, made);
  return made;
}

function lookupOf(type: string): SettingLookup {
  const byKey = new Map<string, { readonly setting: SecuritySetting; readonly path: readonly string[] }[]>();
  for (const setting of SECURITY_SETTINGS) {
    if (!setting.types.some((one) => isOfType(type, one))) continue;
    for (const path of setting.paths) {
      const key = path.at(-1) ?? '';
      byKey.set(key, [...(byKey.get(key) ?? []), { setting, path }]);
    }
  }
  const isAny = ({ types }: SecuritySetting): boolean => types[0] === '*';
  const at = (keys: readonly string[]): readonly SecuritySetting[] => {
    const fitting = (byKey.get(keys.at(-1) ?? '') ?? []).filter(({ path }) => endsWith(keys, path));
    if (fitting.length < 2) return fitting.length === 0 ? NONE : [fitting[0]!.setting];
    // What is known of the type goes before what holds for every type.
    const own = fitting.filter(({ setting }) => !isAny(setting));
    return [...new Set((own.length > 0 ? own : fitting).map(({ setting }) => setting))];
  };
  const held = new Map<string, boolean>();
  const mayHold = (key: string): boolean => {
    const known = held.get(key);
    if (known !== undefined) return known;
    if (held.size >= MAX_KEYS) held.clear();
    const name = plainName(key);
    const may = byKey.has(name) || isSwitchName(name) || familyOf([name]) !== undefined;
    held.set(key, may);
    return may;
  };
  return { at, mayHold };
}

const NONE: readonly SecuritySetting[] = [];

const isOfType = (type: string, one: string): boolean =>
  one === '*' || (one.endsWith('*') ? type.startsWith(one.slice(0, -1)) : type === one);

const endsWith = (keys: readonly string[], path: readonly string[]): boolean =>
  path.length === 0 ? keys.length === 0 : path.every((key, i) => keys[keys.length - path.length + i] === key);
