import { judgeDenials } from '../exposure/exposure-delta.js';
import { addressesOf } from '../exposure/firewall-rules.js';
import { coversPublicInternet } from '../exposure/internet.js';
import type { DriftSeverity } from '../model/drift-record.js';
import type { Path } from '../path.js';
import { isObject, plainName, plainWord } from '../plain-data.js';
import {
  COSMETIC_FIELDS,
  familyOf,
  type JudgedChange,
  type Judgment,
  type SettingLookup,
  settingsOf,
} from '../security-fields.js';
import type { Beside, SecuritySetting, Unsafe } from './setting.js';

/** A change of one place, with the values in clear and, where known, the resource on both sides. */
export interface SettingChange {
  readonly resourceType: string;
  readonly path: Path;
  /** `undefined` where a side has nothing. */
  readonly before: unknown;
  readonly after: unknown;
  readonly resource?: { readonly before: unknown; readonly after: unknown } | undefined;
}

/** What a change does to one setting. `unsafe` is whether it went from safe to unsafe. */
export interface SettingJudgement {
  readonly severity: DriftSeverity;
  readonly reason: string;
  readonly sources: readonly string[];
  readonly unsafe: boolean;
}

// Objects that were added or taken away whole are searched for settings, within reason.
const MAX_DEPTH = 40;
const MAX_PLACES = 20_000;
const MAX_JSON = 1_000_000;

/**
 * What a change does to every security setting at or below its place. From safe to unsafe has the severity of the
 * setting; the other way, and every change between values that are equally safe, is functional. A side that says
 * nothing is judged by what the provider documents as its default.
 *
 * @example
 * judgeSetting({ resourceType: 'aws_lb_listener', path: ['protocol'], before: 'HTTPS', after: 'HTTP' });
 * // [{ severity: 'security', reason: 'protocol: its traffic is no longer encrypted', … }]
 */
export function judgeSetting(change: SettingChange): readonly SettingJudgement[] {
  const { resourceType, path, before, after } = change;
  const of = settingsOf(resourceType);
  // Most changes are of one plain field that is no setting.
  const last = path.at(-1);
  if (typeof last === 'string' && isPlain(before) && isPlain(after) && !of.mayHold(last)) return NONE;
  const keys = plainKeys(path);
  const places = { count: 0 };
  const looked: Looked = { of, places, change };
  const start = { keys, shown: String(path.findLast((segment) => typeof segment === 'string') ?? '') };
  const [was, is] = [new Map<string, Found>(), new Map<string, Found>()];
  look(before, start, '', 0, was, looked, undefined);
  look(after, start, '', 0, is, looked, undefined);
  const judged: SettingJudgement[] = [];
  for (const place of new Set([...was.keys(), ...is.keys()])) {
    const { setting, shown } = (is.get(place) ?? was.get(place))!;
    const [old, now] = [was.get(place)?.value, is.get(place)?.value];
    // What belongs to the place itself and is read from a list is a member of that list.
    const isMember = place.startsWith('#') && LIST_KINDS.has(setting.unsafe.kind);
    const one = judgeOne(setting, shown, old, now, isMember ? 'changed' : lifeOf(change), path.length === 0);
    if (one !== undefined) judged.push(one);
  }
  return judged;
}

const NONE: readonly SettingJudgement[] = [];

/** Whether a value holds nothing further: no block, no document, no command line. */
function isPlain(value: unknown): boolean {
  if (typeof value !== 'string') return !isObject(value);
  const first = value.charCodeAt(0);
  // `{`, `[`, `-`, white space
  return first !== 123 && first !== 91 && first !== 45 && !(first <= 32);
}

interface Looked {
  readonly of: SettingLookup;
  readonly places: { count: number };
  readonly change: SettingChange;
}

interface Here {
  readonly keys: readonly string[];
  readonly shown: string;
}

interface Found {
  readonly setting: SecuritySetting;
  readonly shown: string;
  readonly value: unknown;
}

/** The keys of a path by letters and digits; positions and the wrappers of templates say nothing. */
const plainKeys = (path: Path): readonly string[] =>
  path.flatMap((segment) => (typeof segment === 'string' && !WRAPPERS.has(segment) ? [plainName(segment)] : []));
const WRAPPERS: ReadonlySet<string> = new Set(['properties', 'Properties']);

/** Finds the settings at and below a value. */
function look(
  value: unknown,
  here: Here,
  place: string,
  depth: number,
  found: Map<string, Found>,
  looked: Looked,
  parent: object | undefined,
): void {
  looked.places.count += 1;
  if (value === undefined || looked.places.count > MAX_PLACES || depth > MAX_DEPTH) return;
  const own = here.keys.filter((key) => OWN_NAMES.has(key));
  const named = ({ paths }: SecuritySetting): boolean => paths.some((path) => own.some((key) => path.includes(key)));
  const settings = own.length === 0 ? looked.of.at(here.keys) : looked.of.at(here.keys).filter(named);
  settings.forEach((setting, i) => {
    if (!applies(setting, value) || !holdsWhere(setting, parent, looked.change)) return;
    found.set(`${place}#${i}`, { setting, shown: here.shown, value });
  });
  const family =
    settings.length === 0 && own.length === 0 ? familyOf(here.keys, looked.change.resourceType) : undefined;
  if (family !== undefined && applies(family, value))
    found.set(`${place}#f`, { setting: family, shown: here.shown, value });
  const flags = flagsIn(here.keys.at(-1), value);
  if (flags !== undefined) {
    const keys = [...here.keys.slice(0, -1), 'command'];
    return lookInside(flags, { keys, shown: here.shown }, place, depth, found, looked);
  }
  const inner = documentIn(value);
  if (!isObject(inner)) return;
  if (Array.isArray(inner)) {
    if (inner.every((element) => !isObject(element))) return;
    return inner.forEach((element, i) => {
      // A block that may stand once is a list of one in a state; its settings are those of the list.
      if (isObject(element)) lookInside(element, here, `${place}/${i}`, depth + 1, found, looked);
    });
  }
  lookInside(inner, here, place, depth, found, looked);
}

function lookInside(
  value: object,
  here: Here,
  place: string,
  depth: number,
  found: Map<string, Found>,
  looked: Looked,
): void {
  for (const [key, member] of Object.entries(value)) {
    const keys = WRAPPERS.has(key) ? here.keys : [...here.keys, plainName(key)];
    look(member, { keys, shown: key }, `${place}/${plainName(key)}`, depth + 1, found, looked, value);
  }
}

/** Maps whose keys people choose: what a tag or a variable is called says nothing, unless a table names it. */
const OWN_NAMES: ReadonlySet<string> = new Set([
  ...COSMETIC_FIELDS,
  ...'annotations variables env environmentvariables appsettings data stringdata metadata'.split(' '),
]);

/** The flags in a command line, by name: `--profiling=false` is `{ profiling: 'false' }`. */
function flagsIn(key: string | undefined, value: unknown): object | undefined {
  if (key !== 'command' && key !== 'args') return undefined;
  const words = (Array.isArray(value) ? value : [value]).filter((word) => typeof word === 'string');
  const flags = words.flatMap((word) => word.split(/\s+/)).filter((word) => /^--[a-z]/.test(word));
  if (flags.length === 0) return undefined;
  return Object.fromEntries(
    flags.map((flag): [string, string] => {
      const [, name, text] = /^--([^=]+)(?:=([\s\S]*))?$/.exec(flag) ?? [];
      return [name ?? flag, text ?? 'true'];
    }),
  );
}

function documentIn(value: unknown): unknown {
  if (typeof value !== 'string' || value.length > MAX_JSON || !/^\s*[[{]/.test(value)) return value;
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}

const LIST_KINDS: ReadonlySet<string> = new Set(['loses', 'gains', 'everyone', 'memberWithout']);

/** Whether a setting can be read from a value: words and numbers from plain values, presence from everything. */
function applies({ unsafe }: SecuritySetting, value: unknown): boolean {
  if (unsafe.kind === 'absent' || unsafe.kind === 'present') return true;
  if (!isObject(value)) return true;
  if (unsafe.kind === 'memberWithout' || unsafe.kind === 'loses' || unsafe.kind === 'gains') return true;
  return Array.isArray(value) && (value.every((element) => !isObject(element)) || LIST_KINDS.has(unsafe.kind));
}

/** Whether the fields beside a setting are such that it counts. */
function holdsWhere({ where, unless }: SecuritySetting, parent: object | undefined, change: SettingChange): boolean {
  if (where === undefined && unless === undefined) return true;
  const { resource, path } = change;
  const above = path.slice(
    0,
    path.findLastIndex((segment) => typeof segment === 'string'),
  );
  const owners = [parent, ...[resource?.after, resource?.before].flatMap((side) => [valueAt(side, above), side])];
  const has = ({ keys, words }: Beside): boolean =>
    owners.some(
      (owner) =>
        isObject(owner) &&
        Object.entries(owner).some(([key, value]) => {
          if (!keys.includes(plainName(key)) || isNothing(value)) return false;
          // ARM puts the names of the owners before: `server/log_connections`.
          return isObject(value)
            ? words.includes('~')
            : matchesWord(plainWord(String(value).split('/').at(-1)!), words);
        }),
    );
  return where === undefined ? !has(unless!) : has(where);
}

function valueAt(value: unknown, path: Path): unknown {
  const step = (at: unknown, key: string | number): unknown =>
    isObject(at) ? (at as Record<string | number, unknown>)[key] : undefined;
  return path.reduce(step, value);
}

/** What became of the place as a whole: there on both sides, new with its owner, or gone with its owner. */
type Life = 'changed' | 'came' | 'went';

/** Blocks of which a resource has many: one that goes takes its settings with it and leaves nothing unprotected. */
const COLLECTIONS = new RegExp(
  '^(?:init|ephemeral)?containers?$|blockdevices?$|blockdevicemappings$|^volumes?$|rules?$|statements?$|listeners?$|' +
    'subnets?$|nodepools?$|disks?$|^users?$|^bindings?$|^grants?$|origins?$|cachebehaviors?$|networkinterfaces?$|' +
    'stages?$',
);

function lifeOf({ path, before, after, resource }: SettingChange): Life {
  if (before !== undefined && after !== undefined) return 'changed';
  const life = before === undefined ? 'came' : 'went';
  if (path.length === 0) return life;
  const last = path.at(-1);
  // A word of a list belongs to the list.
  if (typeof last !== 'number' || !isObject(before ?? after)) return 'changed';
  const owner = path.findLast((segment) => typeof segment === 'string');
  if (typeof owner === 'string' && COLLECTIONS.test(plainName(owner))) return life;
  // The only element of a list is a block; of several each lives for itself.
  const lists = [resource?.before, resource?.after].map((side) => valueAt(side, path.slice(0, -1)));
  return last > 0 || lists.some((side) => Array.isArray(side) && side.length > 1) ? life : 'changed';
}

function judgeOne(
  setting: SecuritySetting,
  shown: string,
  before: unknown,
  after: unknown,
  life: Life,
  isWholeChange: boolean,
): SettingJudgement | undefined {
  const { severity, weakened, sources, unsafe } = setting;
  const name = shown === '' ? 'the resource' : shown;
  const functional = (what: string): SettingJudgement => ({
    severity: 'functional',
    reason: `${name}: ${what}`,
    sources,
    unsafe: false,
  });
  const isWhole = setting.paths[0]!.length === 0;
  // A flag or a parameter that goes leaves its default, whichever of the list it was.
  const isNamed = setting.where !== undefined || setting.paths[0]![0] === 'command';
  if (life === 'went' && !isWhole && !isNamed) return functional('it went with what it belonged to');
  // A resource that nobody declared is judged by all it says, not by what it says beyond the defaults.
  const turn = turnOf(setting, before, after, life === 'came' && isWholeChange);
  if (turn === 'unsafe') return { severity, reason: `${name}: ${weakened}`, sources, unsafe: true };
  if (turn === 'safer') return functional('it is safer than declared');
  // That a block is still there says nothing of what changed in it, nor does another user who is not everyone.
  return ['absent', 'present', 'everyone', 'clearUrl'].includes(unsafe.kind)
    ? undefined
    : functional('no less safe than declared');
}

type Turn = 'unsafe' | 'safer' | 'same';

function turnOf({ unsafe, absent }: SecuritySetting, before: unknown, after: unknown, isExtra: boolean): Turn {
  if (unsafe.kind === 'loses' || unsafe.kind === 'gains') {
    const [was, is] = [membersOf(before ?? absent), membersOf(after ?? absent)];
    const counts = (word: string): boolean => unsafe.words === undefined || matchesWord(word, unsafe.words);
    const lost = was.filter((word) => !is.includes(word) && counts(word));
    const gained = is.filter((word) => !was.includes(word) && counts(word));
    const [worse, better] = unsafe.kind === 'loses' ? [lost, gained] : [gained, lost];
    // ALL stands for every member.
    if (worse.length > 0 && !(unsafe.kind === 'loses' ? is : was).includes('all')) return 'unsafe';
    return better.length > 0 ? 'safer' : 'same';
  }
  const was = before === undefined && isExtra ? false : isUnsafe(unsafe, before ?? absent);
  const is = isUnsafe(unsafe, after ?? absent);
  if (is === true && was !== true) return 'unsafe';
  return was === true && is !== true ? 'safer' : 'same';
}

/** The members of a list, or of a text of several, as words. */
function membersOf(value: unknown): readonly string[] {
  if (isNothing(value)) return [];
  if (Array.isArray(value)) return value.flatMap(membersOf);
  // `{ audit: true }` and `[{ type: 'audit' }]` hold the same member.
  if (isObject(value))
    return Object.entries(value).flatMap(([key, member]) =>
      member === true ? [plainWord(key)] : NAMES.has(plainName(key)) ? membersOf(member) : [],
    );
  return textOf(value)
    .split(/[,\s]+/)
    .map(plainWord);
}

const NAMES: ReadonlySet<string> = new Set(['type', 'name', 'category', 'logtype']);

/** Whether a value is unsafe; `undefined` where it says neither. */
function isUnsafe(unsafe: Unsafe, value: unknown): boolean | undefined {
  if (unsafe.kind === 'absent') return isOff(value, 0) || MANAGED_KEY.test(textOf(value));
  if (unsafe.kind === 'present')
    return (!isNothing(value) || (unsafe.empty === true && isBlock(value))) && !OFF_WORDS.has(plainWord(textOf(value)));
  if (unsafe.kind === 'memberWithout') {
    return (Array.isArray(value) ? value : [value]).some((member) => isBlock(member) && lacks(member, unsafe.words));
  }
  if (isNothing(value)) return undefined;
  if (Array.isArray(value)) {
    const states = value.map((element) => isUnsafe(unsafe, element));
    if (unsafe.kind === 'notWords') return states.every((state) => state === true);
    return states.includes(true) ? true : states.every((state) => state === false) ? false : undefined;
  }
  if (isObject(value)) return undefined;
  const text = textOf(value).trim();
  const word = plainWord(text);
  switch (unsafe.kind) {
    case 'off':
      return OFF_WORDS.has(word) ? true : ON_WORDS.has(word) ? false : undefined;
    case 'on':
      return ON_WORDS.has(word) ? true : OFF_WORDS.has(word) ? false : undefined;
    case 'words':
      return matchesWord(word, unsafe.words);
    case 'notWords':
      return !matchesWord(word, unsafe.words);
    case 'oldTls':
      return tlsOf(text) === undefined ? undefined : tlsOf(text)! < 2;
    case 'below':
      return Number.isFinite(Number(text)) ? Number(text) < unsafe.limit : undefined;
    case 'above':
      return Number.isFinite(Number(text)) ? Number(text) > unsafe.limit : undefined;
    case 'clearUrl':
      return /^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? /^(?:http|ws|ftp|ldap|amqp|redis|mqtt):/i.test(text) : undefined;
    case 'everyone':
      return isEveryone(text);
    default:
      return undefined;
  }
}

const ON_WORDS: ReadonlySet<string> = new Set('true 1 enabled enable on yes all always required'.split(' '));
const OFF_WORDS: ReadonlySet<string> = new Set(
  'false 0 disabled disable off no none never notenabled suspended optional notrequired'.split(' '),
);

// A key that the provider holds is what there is without a key of one's own.
const MANAGED_KEY = /(?:^|:)alias\/aws\//;

/** Whether a value says nothing but that something is off, at any depth. */
function isOff(value: unknown, depth: number): boolean {
  if (isNothing(value)) return true;
  if (!isObject(value)) return OFF_WORDS.has(plainWord(textOf(value)));
  return depth < MAX_DEPTH && Object.values(value).every((member) => isOff(member, depth + 1));
}

/** A plain value as text; an object, which may refuse, as none. */
const textOf = (value: unknown): string => (isObject(value) || typeof value === 'function' ? '' : String(value));

const isNothing = (value: unknown): boolean =>
  value === undefined || value === null || value === '' || (isObject(value) && Object.keys(value).length === 0);

const isBlock = (value: unknown): value is object => isObject(value) && !Array.isArray(value);

const lacks = (block: object, names: readonly string[]): boolean =>
  !Object.entries(block).some(([key, value]) => names.includes(plainName(key)) && !isNothing(value));

const matchesWord = (word: string, known: readonly string[]): boolean =>
  known.some((one) => {
    if (one.endsWith('~')) return word.startsWith(one.slice(0, -1));
    return one.startsWith('~') ? word.endsWith(one.slice(1)) : word === one;
  });

/** The lowest version that a text lets pass: 0 for TLS 1.0 and SSL, 1 for 1.1, 2 for 1.2, 3 for 1.3. */
function tlsOf(text: string): number | undefined {
  const name = text.toLowerCase();
  if (/ssl_?v?[23]|disabled|^none$|^ssl$/.test(name)) return 0;
  // `TLS13-1-2`: TLS 1.3 and, behind it, the lowest. Named policies without a version allow TLS 1.0.
  const found =
    /tls13[-_]1[-_]([0-3])/.exec(name) ??
    /tls[-_v. ]*1[-_. ]?([0-3])(?!\d)/.exec(name) ??
    /^v?1(?:[._]([0-3]))?$/.exec(name);
  if (found !== null) return Number(found[1] ?? 0);
  if (/^tls[-_v]*1(?:_2016)?$/.test(name)) return 0;
  if (/^elbsecuritypolicy-(?:fs-)?20\d\d-\d\d$|^appgwsslpolicy201(?:50501|70401)$|^compatible$/.test(name)) return 0;
  return /^appgwsslpolicy20(?:170401s|220101s?)$|^(?:modern|restricted)$/.test(name) ? 2 : undefined;
}

const PRINCIPALS = new RegExp(
  '^(?:\\*|everyone|anyone|allusers|allauthenticatedusers|system:(?:anonymous|unauthenticated|authenticated)|' +
    'arn:aws[\\w-]*:iam::\\*.*)$',
  'i',
);

/** Whether a text names every address or every principal, in whatever spelling. */
export function isEveryone(text: string): boolean {
  if (PRINCIPALS.test(text) || /\/groups\/global\/(?:AllUsers|AuthenticatedUsers)$/i.test(text)) return true;
  return coversPublicInternet(addressesOf(text));
}

/** Judges the settings in the values of a change. */
export const judgeSettings = (change: JudgedChange): readonly Judgment[] => {
  const { resourceType, segments: path, desired: before, actual: after, resource } = change;
  return [...judgeSetting({ resourceType, path, before, after, resource }), ...judgeDenials(change)];
};
