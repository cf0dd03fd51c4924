import { FOCUS_1_1 } from './focus-1-1.js';
import type { RuleSet } from './rule-set.js';

/**
 * The requirements of FOCUS 1.0, written from its column definitions (FOCUS_Spec, CC-BY-4.0) as a difference from 1.1:
 * its columns, and a consumed quantity that hangs on the charge category alone. The ids are those of 1.2.
 */
export const FOCUS_1_0: RuleSet = {
  version: '1.0',
  dataset: 'CostAndUsage',
  base: FOCUS_1_1,
  without: [
    'CapacityReservationId',
    'CapacityReservationStatus',
    'CommitmentDiscountQuantity',
    'CommitmentDiscountUnit',
    'ServiceSubcategory',
    'SkuMeter',
    'SkuPriceDetails',
    'CommitmentDiscountId-C-008-C',
  ],
  rules: String.raw`
ConsumedQuantity-C-004-C | ConsumedQuantity MUST be null when ChargeCategory is not "Usage". | ConsumedQuantity is null if ChargeCategory != "Usage"
ConsumedQuantity-C-006-C | ConsumedQuantity MUST NOT be null when ChargeCategory is "Usage" and ChargeClass is not "Correction". | ConsumedQuantity is not null if ChargeCategory = "Usage" and ChargeClass != "Correction" and CommitmentDiscountStatus != "Unused"
DiscountHandling-A-013-C | ChargeCategory MUST be set to "Purchase" on rows that represent a purchase of a commitment discount. | [COMMITMENT_DISCOUNT_SUPPORTED] ? no column says which rows are purchases
`,
};
