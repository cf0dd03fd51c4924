import type { CostCategory } from './cost-category.js';

/** A column of few different values: row i holds `names[codes[i]]`. */
export interface DictionaryColumn<Name> {
  readonly codes: Uint8Array | Uint16Array | Uint32Array;
  readonly names: readonly Name[];
}

/** A column of decimals as whole units of 10^-scale. Doubles must hold safe integers; NaN and holes are not allowed. */
export interface DecimalColumn {
  readonly units: BigInt64Array | Float64Array;
  readonly scale: number;
}

/**
 * A batch of charges by column, for bills of millions of lines: row i of every column is one charge. The same rules
 * hold
 * as for `Charge`; a column that is left out stands for a property that no row has.
 */
export interface ChargeColumns {
  readonly rows: number;
  readonly tenantId: DictionaryColumn<string | null>;
  readonly category: DictionaryColumn<CostCategory>;
  readonly cost: DecimalColumn;
  readonly currency: DictionaryColumn<string>;
  /** Seconds since the Unix epoch. */
  readonly start: Float64Array;
  readonly end: Float64Array;
  readonly poolId?: DictionaryColumn<string | null>;
  readonly resourceId?: DictionaryColumn<string | null>;
  /** Every row has a quantity of its unit where the column is given. */
  readonly usageQuantity?: DecimalColumn;
  readonly usageUnit?: DictionaryColumn<string | null>;
}
