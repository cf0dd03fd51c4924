import { E } from '../../prelude.js';
import { type DriftRecord, needsEscalation } from '../model/drift-record.js';
import { parsePath } from '../path.js';
import { plainName } from '../plain-data.js';

/** Kinds of resources that hold data of the user, or keys without which data is lost. */
const DATA_TYPES = anyOf(
  'db database rds dynamo table bucket s3 storage volume disk file_?system efs fsx cache',
  'redis redshift big_?query sql cosmos kinesis stream queue topic kafka msk snapshot secret kms',
  'vault log_?group persistent search backup archive docdb neptune mongo registry repository',
);

/** Fields that, made smaller, cut data off. */
const SIZE_NAMES =
  /^(?:allocatedstorage|volumesize|(?:disk|storage)?size(?:gb|ingigabytes)?|storagegb|capacity|\w*retention\w*)$/;

/** Places whose elements hold data. */
const STORE_NAMES =
  /blockdevice|volume|disk|partition|bucket|replica|snapshot|globalsecondaryindex|attribute|database|table/;

export const holdsData = (resourceType: string): boolean => DATA_TYPES.test(resourceType);

/**
 * Whether undoing one drift in place could destroy data: a store made smaller, or one that is not declared taken away.
 */
export function undoingLosesData({
  configPath,
  driftType,
  desiredValue,
  actualValue,
  resourceType,
}: DriftRecord): boolean {
  const path = parsePath(configPath);
  const names = E.isRight(path) ? path.right.filter((segment) => typeof segment === 'string').map(plainName) : [];
  if (driftType === 'key_added') return names.some((name) => STORE_NAMES.test(name));
  const [desired, actual] = [sizeOf(desiredValue), sizeOf(actualValue)];
  return (
    desired < actual &&
    (holdsData(resourceType) || names.some((name) => STORE_NAMES.test(name))) &&
    SIZE_NAMES.test(names.at(-1) ?? '')
  );
}

const sizeOf = (value: unknown): number =>
  typeof value === 'object' || typeof value === 'symbol' ? NaN : Number(value);

function anyOf(...words: readonly string[]): RegExp {
  return new RegExp(words.join(' ').replaceAll(' ', '|'), 'i');
}

/** What to do about a drift, in a sentence that shows no value; `accepted`: it is a drift from a baseline. */
export function remedyText(
  { driftType, configPath, createOnly }: Pick<DriftRecord, 'driftType' | 'configPath' | 'createOnly'>,
  accepted = false,
): string {
  const replacing = createOnly === true ? ', which means replacing the resource' : '';
  const [earlier, otherwise] = accepted ? ['accepted', 'accept it'] : ['declared', 'declare it'];
  switch (driftType) {
    case 'resource_missing':
      return 'create the resource as declared';
    case 'resource_extra':
      return 'delete the resource, or declare it';
    case 'key_added':
      return `remove ${configPath}, or ${otherwise}${replacing}`;
    case 'key_removed':
      return `add ${configPath} as ${earlier}${replacing}`;
    default:
      return `set ${configPath === '' ? 'the configuration' : configPath} to the ${earlier} value${replacing}`;
  }
}

/** Whether a drift may be undone without a person: it is of low severity, in place, and no data hangs on it. */
export function isAutoRemediable(record: DriftRecord): boolean {
  const { severity, driftType, resourceType } = record;
  if (needsEscalation(severity) || record.createOnly === true || driftType === 'resource_extra') return false;
  return driftType === 'resource_missing' ? !holdsData(resourceType) : !undoingLosesData(record);
}
