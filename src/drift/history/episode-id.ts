import { hmacHex, sha256Hex } from '../../digest/index.js';
import type { DriftRecord } from '../model/drift-record.js';
import { recordedText } from '../model/recorded-text.js';
import { parsePath } from '../path/parse.js';
import * as E from '../../either.js';

/**
 * What makes two drifts the same story: the same place of the same resource. Where an element of a list came or went
 * its position means little (providers return sets in any order), so there the element itself is the place.
 */
export function episodeIdOf(record: DriftRecord, digestKey: string): string {
  const { tenantId, resourceId, configPath, pointer, driftType } = record;
  const path = parsePath(configPath);
  const isElement =
    E.isRight(path) &&
    typeof path.right.at(-1) === 'number' &&
    (driftType === 'key_added' || driftType === 'key_removed');
  const value = driftType === 'key_added' ? record.actualValue : record.desiredValue;
  const place = isElement
    ? [pointer.slice(0, pointer.lastIndexOf('/')), driftType, hmacHex(digestKey, recordedText(value))]
    : [pointer];
  return sha256Hex(JSON.stringify([tenantId, resourceId, ...place])).slice(0, 32);
}

/** A keyed digest of what a drift looks like, by which a change of it is seen. */
export const valueDigestOf = ({ driftType, desiredValue, actualValue }: DriftRecord, digestKey: string): string =>
  hmacHex(
    digestKey,
    recordedText([
      driftType,
      desiredValue ?? null,
      actualValue ?? null,
      desiredValue === undefined,
      actualValue === undefined,
    ]),
  ).slice(0, 32);

/** The ids of some drifts of one resource; of several that are alike the later ones are numbered. */
export function episodeIds(records: readonly DriftRecord[], digestKey: string): readonly string[] {
  const seen = new Map<string, number>();
  return records.map((record) => {
    const id = episodeIdOf(record, digestKey);
    const times = (seen.get(id) ?? 0) + 1;
    seen.set(id, times);
    return times === 1 ? id : `${id}-${times}`;
  });
}
