import type { CostCategory } from './cost-category.js';

/** A column of few different values: row i holds `names[codes[i]]`. */
export interface DictionaryColumn<Name> {
  /** For each row the position of its name in `names`. */
  readonly codes: Uint8Array | Uint16Array | Uint32Array;
  /** Every name once. */
  readonly names: readonly Name[];
}

/** A column of decimals as whole units of 10^-scale. Doubles must hold safe integers; NaN and holes are not allowed. */
export interface DecimalColumn {
  /** The amounts as whole numbers, each to be divided by 10 ** scale. */
  readonly units: BigInt64Array | Float64Array;
  /** Decimal places that all of them have. */
  readonly scale: number;
}

/**
 * A batch of charges by column, for bills of millions of lines: row i of every column is one charge. The same rules
 * hold as for `Charge`; a column that is left out stands for a property that no row has.
 */
export interface ChargeColumns {
  /** How many rows the columns have. */
  readonly rows: number;
  /** Whose charge each row is. */
  readonly tenantId: DictionaryColumn<string | null>;
  /** The kind of cost of each row. */
  readonly category: DictionaryColumn<CostCategory>;
  /** The amount of each row. */
  readonly cost: DecimalColumn;
  /** The currency of each row. */
  readonly currency: DictionaryColumn<string>;
  /** Seconds since the Unix epoch. */
  readonly start: Float64Array;
  /** Where each row's time ends, seconds since the epoch. */
  readonly end: Float64Array;
  /** The pool of each row that is nobody's own. */
  readonly poolId?: DictionaryColumn<string | null>;
  /** The project of each row. */
  readonly projectId?: DictionaryColumn<string | null>;
  /** What each row was paid for. */
  readonly resourceId?: DictionaryColumn<string | null>;
  /** Every row has a quantity of its unit where the column is given. */
  readonly usageQuantity?: DecimalColumn;
  /** In what each row's quantity is counted. */
  readonly usageUnit?: DictionaryColumn<string | null>;
}
