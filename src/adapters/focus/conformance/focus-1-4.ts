import { FOCUS_1_3 } from './focus-1-3.js';
import type { RuleSet } from './rule-set.js';

/**
 * The requirements of FOCUS 1.4 on the Cost and Usage data set, as a difference from 1.3: ProviderName and
 * PublisherName are gone, InvoiceDetailId and CommitmentProgramEligibilityDetails are new, and an EffectiveCost without
 * any commitment is the BilledCost. Source: the column definitions of FOCUS_Spec (CC-BY-4.0); no requirements model was
 * published, the new rules are numbered in the order of the definitions.
 */
export const FOCUS_1_4: RuleSet = {
  version: '1.4',
  dataset: 'CostAndUsage',
  base: FOCUS_1_3,
  without: ['ProviderName', 'PublisherName'],
  rules: String.raw`
CAU-CostAndUsage-D-077-C | InvoiceDetailId MUST be present when the invoice issuer supports payable invoices. |
  [PAYABLE_INVOICES_SUPPORTED] InvoiceDetailId is present
CAU-CostAndUsage-D-078-C | CommitmentProgramEligibilityDetails MUST be present when the provider supports commitment
  programs. | [COMMITMENT_PROGRAM_SUPPORTED] CommitmentProgramEligibilityDetails is present
CAU-CostAndUsage-D-033-O | InvoiceId MUST be present when the invoice issuer supports payable invoices. |
  [PAYABLE_INVOICES_SUPPORTED] InvoiceId is present
CAU-CostAndUsage-D-001-M | More parts. | + -077-C -078-C
CAU-InvoiceDetailId-C-000-C | The InvoiceDetailId column adheres to the following requirements: | all -001-M -002-M
  -003-C -006-O -007-M
CAU-InvoiceDetailId-C-001-M | InvoiceDetailId MUST be of type String. | InvoiceDetailId is string
CAU-InvoiceDetailId-C-002-M | InvoiceDetailId MUST conform to StringHandling requirements. | InvoiceDetailId is unicode
CAU-InvoiceDetailId-C-003-C | InvoiceDetailId nullability is defined as follows: | all -004-C -005-C
CAU-InvoiceDetailId-C-004-C | InvoiceDetailId MUST be null when the charge is not associated either with an invoice or
  with a pre-generated provisional invoice. | InvoiceDetailId is null if InvoiceId is null
CAU-InvoiceDetailId-C-005-C | InvoiceDetailId MUST NOT be null when the charge is associated with either an issued
  invoice or a pre-generated provisional invoice. | InvoiceDetailId is not null if InvoiceId is not null
CAU-InvoiceDetailId-C-006-O | InvoiceDetailId MAY be generated prior to an invoice being issued. | permission
CAU-InvoiceDetailId-C-007-M | InvoiceDetailId MUST uniquely identify a specific record within a given InvoiceId. | ? the
  invoice is needed
CAU-CommitmentProgramEligibilityDetails-C-000-C | The CommitmentProgramEligibilityDetails column adheres to the
  following requirements: | all -001-M -002-M -003-M -004-C -005-C
CAU-CommitmentProgramEligibilityDetails-C-001-M | CommitmentProgramEligibilityDetails MUST be of type String. |
  CommitmentProgramEligibilityDetails is string
CAU-CommitmentProgramEligibilityDetails-C-002-M | CommitmentProgramEligibilityDetails MUST conform to StringHandling
  requirements. | CommitmentProgramEligibilityDetails is unicode
CAU-CommitmentProgramEligibilityDetails-C-003-M | CommitmentProgramEligibilityDetails MUST conform to JsonObjectFormat
  requirements. | CommitmentProgramEligibilityDetails is json-object
CAU-CommitmentProgramEligibilityDetails-C-004-C | CommitmentProgramEligibilityDetails MUST NOT be null when a charge is
  eligible for a commitment program. | ? no column says whether it is so
CAU-CommitmentProgramEligibilityDetails-C-005-C | CommitmentProgramEligibilityDetails MUST have an array
  CommitmentPrograms of one or more objects, each with a ProgramType. | CommitmentProgramEligibilityDetails is
  commitment-programs
CAU-CostAndUsage-D-002-M | More parts. | + CAU-InvoiceDetailId-C-000-C CAU-CommitmentProgramEligibilityDetails-C-000-C
CAU-EffectiveCost-C-014-M | EffectiveCost MUST match the BilledCost in scenarios where this charge is not covering other
  eligible charges or is not covered by other eligible charges. | EffectiveCost = BilledCost if CommitmentDiscountId is
  null and ChargeCategory in ("Usage", "Credit")
CAU-EffectiveCost-C-000-M | More parts. | + -014-M
`,
};
