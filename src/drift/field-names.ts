/** A key by its letters and digits alone. The same few keys are asked for again and again, so they are remembered. */
export function plainName(key: string): string {
  const known = keptNames.get(key);
  if (known !== undefined) return known;
  if (keptNames.size >= MAX_KEPT_NAMES) keptNames.clear();
  const plain = key.replace(/[^A-Za-z0-9]/g, '').toLowerCase();
  // A key made of data is not worth keeping.
  if (key.length <= MAX_KEPT_NAME_LENGTH) keptNames.set(key, plain);
  return plain;
}

const keptNames = new Map<string, string>();
const MAX_KEPT_NAMES = 5_000;
const MAX_KEPT_NAME_LENGTH = 100;

/** A set of names, written between blanks. */
export function nameSet(...lists: readonly string[]): ReadonlySet<string> {
  return new Set(lists.join(' ').split(' '));
}

/** A key or word by its letters and digits alone; `*` and `~` keep their meaning. */
export function plainWord(text: string): string {
  return text.replace(/[^A-Za-z0-9*~]/g, '').toLowerCase() || text.trim();
}

// Google's asset and deployment names: `compute.googleapis.com/Instance`, `compute.v1.instance`.
const GOOGLE_TYPE = /^([a-z]+)(?:\.googleapis\.com\/|\.v\d\w*\.)([A-Za-z]+)$/;
const GOOGLE_SERVICES: ReadonlyMap<string, string> = new Map([
  ['sqladmin', 'sqldatabase'],
  ['cloudkms', 'kms'],
  ['run', 'cloudrun'],
  ['iam', ''],
  ['cloudresourcemanager', ''],
]);

/** A resource type by its letters and digits, whichever tool spells it; versions of APIs are left out. */
export function plainType(type: string): string {
  const google = GOOGLE_TYPE.exec(type);
  if (google !== null) return plainWord(`google${GOOGLE_SERVICES.get(google[1]!) ?? google[1]!}${google[2]!}`);
  const kind = /^(?:[a-z0-9.]+\/)?v\d\w*\/([A-Z]\w+)$/.exec(type)?.[1] ?? type;
  return plainWord(kind.replace(/@.*$/, '').replace(/^kubernetes_(.*?)(?:_v\d\w*)?$/, '$1'));
}
