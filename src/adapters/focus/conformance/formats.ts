import { minorUnits } from '../../../money/currency.js';
import { E } from '../../../prelude.js';
import { scanJsonObject, type JsonMember } from '../json-object.js';
import type { Cell } from '../table.js';
import { ALLOCATION_KEYS, GRAIN_KEYS, SERVICE_SUBCATEGORIES, SKU_PROPERTIES, UNIT_NAMES } from './lists.js';

/** What a cell with a value is tested for, by the names that the rules use. */
export const FORMATS: Readonly<Record<string, (text: string, cell: Cell) => boolean>> = {
  string: () => true,
  unicode: (_, cell) => cell.isUnicode,
  blank: (text) => text.charCodeAt(0) <= 32 && text.trim() === '',
  placeholder: (text) => text.length <= 14 && /^[\s#nu-]/i.test(text) && PLACEHOLDERS.has(text.trim().toLowerCase()),
  decimal: (text, cell) =>
    cell.factors !== null || cell.decimal !== null || /^\s*[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?\s*$/.test(text),
  numeric: (text, cell) => cell.factors !== null || NUMERIC.test(text),
  'date-time': (_, cell) => cell.instant !== undefined,
  'iso-utc': (text, cell) => ISO_UTC.test(text) && cell.instant !== undefined,
  currency: (text) => (/^[A-Za-z]{3}$/.test(text) ? isNationalCurrency(text) : /\p{L}/u.test(text)),
  'national-currency': isNationalCurrency,
  unit: (text) => UNIT.test(text),
  flat: (text) => members(text)?.every(isScalar) ?? true,
  'unit-spelling': (text) => text.split(/[^A-Za-z]+/).every(isSpelledAsUnit),
  'key-value': (text) => hasUniqueKeys(text) && (members(text)?.every(isScalar) ?? false),
  'json-object': (text) => members(text) !== undefined,
  'unique-keys': hasUniqueKeys,
  'non-null-values': (text) => members(text)?.every(({ type }) => type !== 'null') ?? true,
  'scalar-values': (text) => members(text)?.every(isScalar) ?? true,
  'pascal-case-keys': (text) => keysAre(text, (key) => /^(x_)?[A-Z][A-Za-z0-9]*$/.test(key)),
  'prefixed-custom-keys': (text) => keysAre(text, (key) => key.startsWith('x_') || SKU_PROPERTIES.has(key)),
  'spelled-keys': (text) => keysAre(text, (key) => SKU_PROPERTIES.has(key) || !SKU_NAMES.has(key.toLowerCase())),
  'typed-values': (text) => members(text)?.every(hasPropertyType) ?? true,
  'json-list-of-objects': isListOfObjects,
  'allocation-elements': (text) => elementsAre(text, (one) => typeof one['AllocatedRatio'] === 'number'),
  'allocation-units': (text) =>
    elementsAre(text, (one) => one['UsageQuantity'] == null || typeof one['UsageUnit'] === 'string'),
  'allocation-keys': (text) =>
    elementsAre(text, (one) => Object.keys(one).every((key) => ALLOCATION_KEYS.has(key) || key.startsWith('x_'))),
  'commitment-programs': (text) => {
    const list = listIn(text, 'CommitmentPrograms');
    return list !== undefined && list.length > 0 && list.every((one) => typeof one?.['ProgramType'] === 'string');
  },
  'grain-keys': (text) => keysAre(text, (key) => key.startsWith('x_') || GRAIN_KEYS.has(key)),
};

/** The lists that rules refer to by name: the values, and for a list with parents the values of each parent. */
export const LISTS: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  subcategories: SERVICE_SUBCATEGORIES,
};

const PLACEHOLDERS = new Set('n/a|na|#n/a|not applicable|none|null|nil|nan|undefined|-|--'.split('|'));
/** NumericFormat: digits and a point, or `mEn`; an exponent above zero has no sign. */
const NUMERIC = /^-?\d+(\.\d+)?([eE](-\d+|\d+))?$/;
const ISO_UTC = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/;
const WORDS = '[A-Za-z][A-Za-z0-9]*(?: [A-Za-z][A-Za-z0-9]*)*';
/** `GB`, `1000 Requests`, `GB-Hours`, `GB/Hour`, `Units/3 Months`. */
const UNIT = new RegExp(`^([1-9]\\d* )?${WORDS}(-${WORDS})?(/([1-9]\\d* )?${WORDS})?$`);
const UNIT_SPELLINGS = new Set(UNIT_NAMES);
const UNIT_NAMES_LOWER = new Set(UNIT_NAMES.map((name) => name.toLowerCase()));
const SKU_NAMES = new Set([...SKU_PROPERTIES.keys()].map((name) => name.toLowerCase()));

function isNationalCurrency(text: string): boolean {
  return E.isRight(minorUnits(text));
}

function isSpelledAsUnit(word: string): boolean {
  return UNIT_SPELLINGS.has(word) || !UNIT_NAMES_LOWER.has(word.toLowerCase());
}

function members(text: string): readonly JsonMember[] | undefined {
  return scanJsonObject(text);
}

function isScalar({ type }: JsonMember): boolean {
  return type !== 'object' && type !== 'array';
}

function hasUniqueKeys(text: string): boolean {
  const all = members(text) ?? [];
  return new Set(all.map(({ key }) => key)).size === all.length;
}

function keysAre(text: string, test: (key: string) => boolean): boolean {
  return members(text)?.every(({ key }) => test(key)) ?? true;
}

function hasPropertyType({ key, type }: JsonMember): boolean {
  const wanted = SKU_PROPERTIES.get(key);
  return wanted === undefined || wanted === type || type === 'null';
}

type JsonRecord = Readonly<Record<string, unknown>>;

/** The list under a key of a JSON object. */
function listIn(text: string, key: string): ReadonlyArray<JsonRecord | null> | undefined {
  try {
    const list = (JSON.parse(text) as JsonRecord | null)?.[key];
    return Array.isArray(list) ? (list as JsonRecord[]) : undefined;
  } catch {
    return undefined;
  }
}

function elementsAre(text: string, test: (element: JsonRecord) => boolean): boolean {
  return listIn(text, 'Elements')?.every((one) => typeof one === 'object' && one !== null && test(one)) ?? false;
}

function isListOfObjects(text: string): boolean {
  try {
    const parsed: unknown = JSON.parse(text);
    const lists = Array.isArray(parsed) ? [parsed] : Object.values(parsed as object).filter(Array.isArray);
    return lists.length > 0 && lists.every((list) => list.every((one) => typeof one === 'object' && one !== null));
  } catch {
    return false;
  }
}
