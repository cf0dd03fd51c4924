import type { Codec } from '../../codec/io-ts.js';
import type * as t from '../../codec/io-ts.js';
import { listOf, nullable, optional, record, withDefault } from '../../codec/record.js';
import { type WrittenForm } from '../../codec/wire-form.js';
import { count, decimalCodec, flag, nonEmptyText, oneOf, refineCodec, seconds, text } from '../../codec/values.js';
import type { Decimal } from '../../money/decimal.js';
import { ColumnMatcher, type ColumnMatcherJson } from './column-rule.js';

/** Every kind of adjustment. Discounts and credits take away, the others add. */
export const ADJUSTMENT_KINDS = ['markup', 'discount', 'fee', 'credit', 'tax', 'commitment'] as const;

/** What an adjustment is on the invoice. */
export type AdjustmentKind = (typeof ADJUSTMENT_KINDS)[number];

/** From so much on, per cent of the base. */
export interface AdjustmentTier {
  /** Where the tier begins; the first begins at zero. */
  readonly from: Decimal;
  /** The percentage from there on. */
  readonly percent: Decimal;
}

/**
 * A markup, discount, fee, credit, tax or commitment. How much it is stands in exactly one of `percent`, `amount`,
 * `tiers` and `from`, always without a sign: the kind says whether it adds. It holds during [effectiveFrom,
 * effectiveUntil); of a period in which it holds for a part, it counts that part of the base or amount, by seconds.
 */
export interface AdjustmentRule {
  /** Unique among the rules. */
  readonly ruleId: string;
  /** For people: the text on the invoice. */
  readonly name: string;
  /** What kind of adjustment it makes. */
  readonly kind: AdjustmentKind;
  /** The rows that it is about, by their columns. Default: all. */
  readonly when: ColumnMatcher;
  /** Per cent of the base. */
  readonly percent?: Decimal;
  /** An amount for the period. */
  readonly amount?: Decimal;
  /** Per cent by the size of the base. */
  readonly tiers?: readonly AdjustmentTier[];
  /**
   * `graduated`: each part of the base by its own tier. `volume`: all of it by the tier it reaches. Default
   * `graduated`.
   */
  readonly tierMode?: 'graduated' | 'volume';
  /** Rows that hold the amount already, such as tax lines of a provider: they are taken off and shared out again. */
  readonly from?: ColumnMatcher;
  /** The least that it comes to, where some row matches. */
  readonly minimum?: Decimal;
  /** The most that it comes to. */
  readonly cap?: Decimal;
  /**
   * For whom amount, tiers, minimum and cap hold: for each tenant, or for the bill as a whole, which is then shared by
   * the tenants' bases. Default `tenant`; `bill` for a commitment and with `from`.
   */
  readonly per?: 'tenant' | 'bill';
  /**
   * Of what it is taken: of the billed amounts, or of those with the adjustments before. Default `billed`; tax
   * `adjusted`.
   */
  readonly base?: 'billed' | 'adjusted';
  /** Whether a discount or credit stops at the base, so that nothing becomes negative. Default false. */
  readonly upToBase?: boolean;
  /** `commitment`: how much use the amount pays for. Left out: all of it is shared by use, whatever the use. */
  readonly committed?: Decimal;
  /** `commitment`: the tenant that pays what was not used. Left out: those who used the rest. */
  readonly unusedTo?: string;
  /** Decimal places to which its lines are rounded, largest remainder first. Default: not rounded. */
  readonly scale?: number;
  /** Seconds since the Unix epoch. Default 0. */
  readonly effectiveFrom: number;
  /** Seconds since the epoch; null for no end. */
  readonly effectiveUntil: number | null;
  /** False takes it out of use. Default true. */
  readonly isActive: boolean;
}

/** An {@link AdjustmentRule} of which everything may be left out that has a default. */
export type AdjustmentRuleDraft = WrittenForm<
  Pick<AdjustmentRule, 'ruleId' | 'kind'> & Partial<Omit<AdjustmentRule, 'ruleId' | 'kind'>>
>;

/** {@link AdjustmentRule} as it goes over the wire. */
export interface AdjustmentRuleJson {
  readonly rule_id: string;
  readonly name: string;
  readonly kind: AdjustmentKind;
  readonly when: ColumnMatcherJson;
  readonly percent?: string;
  readonly amount?: string;
  readonly tiers?: readonly { readonly from: string; readonly percent: string }[];
  readonly tier_mode?: 'graduated' | 'volume';
  readonly from?: ColumnMatcherJson;
  readonly minimum?: string;
  readonly cap?: string;
  readonly per?: 'tenant' | 'bill';
  readonly base?: 'billed' | 'adjusted';
  readonly up_to_base?: boolean;
  readonly committed?: string;
  readonly unused_to?: string;
  readonly scale?: number;
  readonly effective_from: number;
  readonly effective_until: number | null;
  readonly is_active: boolean;
}

const AdjustmentTier: t.Type<AdjustmentTier, { readonly from: string; readonly percent: string }> = record(
  'a tier of an adjustment',
  { from: decimalCodec, percent: decimalCodec },
);

const MAX_SCALE = 60;

const scale: t.Type<number> = refineCodec(count, (places) =>
  places > MAX_SCALE ? `expected a whole number from 0 to ${MAX_SCALE}` : undefined,
);

export const AdjustmentRule: Codec<AdjustmentRule, AdjustmentRuleJson> = record<AdjustmentRule, AdjustmentRuleJson>(
  'an adjustment rule',
  {
    ruleId: nonEmptyText,
    name: withDefault(text, () => ''),
    kind: oneOf(ADJUSTMENT_KINDS),
    when: withDefault(ColumnMatcher, () => ({ all: [] })),
    percent: optional(decimalCodec),
    amount: optional(decimalCodec),
    tiers: optional(listOf(AdjustmentTier)),
    tierMode: optional(oneOf(['graduated', 'volume'])),
    from: optional(ColumnMatcher),
    minimum: optional(decimalCodec),
    cap: optional(decimalCodec),
    per: optional(oneOf(['tenant', 'bill'])),
    base: optional(oneOf(['billed', 'adjusted'])),
    upToBase: optional(flag),
    committed: optional(decimalCodec),
    unusedTo: optional(nonEmptyText),
    scale: optional(scale),
    effectiveFrom: withDefault(seconds, () => 0),
    effectiveUntil: withDefault(nullable(seconds), () => null),
    isActive: withDefault(flag, () => true),
  },
);
