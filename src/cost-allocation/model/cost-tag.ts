import { record, text, type t } from '../../codec/index.js';

/** One tag to filter by, or with the value `*` to group by. */
export interface CostTag {
  /** The label's name. */
  readonly key: string;
  /** Its value; `*` groups by the key. */
  readonly value: string;
}

export const CostTag: t.Type<CostTag, CostTag> = record<CostTag, CostTag>('a cost tag', {
  key: text,
  value: text,
});
