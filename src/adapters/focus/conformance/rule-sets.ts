import type { FocusDataset, FocusVersion } from '../columns.js';
import { FOCUS_1_2 } from './focus-1-2.js';
import { FOCUS_1_3 } from './focus-1-3.js';
import type { RuleSet } from './rule-set.js';

/** The requirements of FOCUS 1.4 on the Invoice Detail data set. Source and numbering as in rule-sets.ts. */
const INVOICE_DETAIL_1_4: RuleSet = {
  version: '1.4',
  dataset: 'InvoiceDetail',
  rules: String.raw`
IND-InvoiceDetail-D-000-M | The InvoiceDetail dataset adheres to the following requirements: | all -001-M -002-M
IND-InvoiceDetail-D-001-M | The presence of columns in InvoiceDetail MUST adhere to the following requirements: | all
  -003-M -004-M -005-M -006-M -007-M -008-M -009-M -010-M -011-M -012-M -013-M -014-M -015-M -016-M -017-M -018-C -019-C
  -020-C -021-M -022-M -023-C -024-M
IND-InvoiceDetail-D-002-M | The columns of InvoiceDetail adhere to the following requirements: | all
  IND-BilledCost-C-000-M IND-BillingAccountId-C-000-M IND-BillingCurrency-C-000-M IND-BillingPeriodEnd-C-000-M
  IND-BillingPeriodStart-C-000-M IND-ChargeCategory-C-000-M IND-InvoiceDetailCreated-C-000-M
  IND-InvoiceDetailDescription-C-000-M IND-InvoiceDetailGrain-C-000-M IND-InvoiceDetailId-C-000-M
  IND-InvoiceDetailLastUpdated-C-000-M IND-InvoiceId-C-000-M IND-InvoiceIssueDate-C-000-M IND-InvoiceIssueStatus-C-000-M
  IND-InvoiceIssuerName-C-000-M IND-PaymentCurrency-C-000-M IND-PaymentCurrencyBilledCost-C-000-M
  IND-PaymentCurrencyInvoiceDetailId-C-000-M IND-PaymentDueDate-C-000-M IND-PaymentTerms-C-000-M
  IND-PurchaseOrderNumber-C-000-M IND-ReferenceInvoiceId-C-000-M
IND-InvoiceDetail-D-003-M | InvoiceDetail MUST include BilledCost. | BilledCost is present
IND-InvoiceDetail-D-004-M | InvoiceDetail MUST include BillingAccountId. | BillingAccountId is present
IND-InvoiceDetail-D-005-M | InvoiceDetail MUST include BillingCurrency. | BillingCurrency is present
IND-InvoiceDetail-D-006-M | InvoiceDetail MUST include BillingPeriodEnd. | BillingPeriodEnd is present
IND-InvoiceDetail-D-007-M | InvoiceDetail MUST include BillingPeriodStart. | BillingPeriodStart is present
IND-InvoiceDetail-D-008-M | InvoiceDetail MUST include ChargeCategory. | ChargeCategory is present
IND-InvoiceDetail-D-009-M | InvoiceDetail MUST include InvoiceDetailCreated. | InvoiceDetailCreated is present
IND-InvoiceDetail-D-010-M | InvoiceDetail MUST include InvoiceDetailDescription. | InvoiceDetailDescription is present
IND-InvoiceDetail-D-011-M | InvoiceDetail MUST include InvoiceDetailGrain. | InvoiceDetailGrain is present
IND-InvoiceDetail-D-012-M | InvoiceDetail MUST include InvoiceDetailId. | InvoiceDetailId is present
IND-InvoiceDetail-D-013-M | InvoiceDetail MUST include InvoiceDetailLastUpdated. | InvoiceDetailLastUpdated is present
IND-InvoiceDetail-D-014-M | InvoiceDetail MUST include InvoiceId. | InvoiceId is present
IND-InvoiceDetail-D-015-M | InvoiceDetail MUST include InvoiceIssueDate. | InvoiceIssueDate is present
IND-InvoiceDetail-D-016-M | InvoiceDetail MUST include InvoiceIssueStatus. | InvoiceIssueStatus is present
IND-InvoiceDetail-D-017-M | InvoiceDetail MUST include InvoiceIssuerName. | InvoiceIssuerName is present
IND-InvoiceDetail-D-018-C | InvoiceDetail MUST include PaymentCurrency if the invoice issuer supports billing and
  payment in different currencies. | [PAYMENT_CURRENCY_DIFFERENCES_SUPPORTED] PaymentCurrency is present
IND-InvoiceDetail-D-019-C | InvoiceDetail MUST include PaymentCurrencyBilledCost if the invoice issuer supports billing
  and payment in different currencies. | [PAYMENT_CURRENCY_DIFFERENCES_SUPPORTED] PaymentCurrencyBilledCost is present
IND-InvoiceDetail-D-020-C | InvoiceDetail MUST include PaymentCurrencyInvoiceDetailId if the invoice issuer represents
  billing currency and payment currency at different aggregation levels. | [PAYMENT_AGGREGATION_DIFFERENCES_SUPPORTED]
  PaymentCurrencyInvoiceDetailId is present
IND-InvoiceDetail-D-021-M | InvoiceDetail MUST include PaymentDueDate. | PaymentDueDate is present
IND-InvoiceDetail-D-022-M | InvoiceDetail MUST include PaymentTerms. | PaymentTerms is present
IND-InvoiceDetail-D-023-C | InvoiceDetail MUST include PurchaseOrderNumber if the invoice issuer supports customer input
  of purchase order numbers. | [PURCHASE_ORDER_NUMBERS_SUPPORTED] PurchaseOrderNumber is present
IND-InvoiceDetail-D-024-M | InvoiceDetail MUST include ReferenceInvoiceId. | ReferenceInvoiceId is present
IND-BilledCost-C-000-M | The BilledCost column adheres to the following requirements: | all -001-M -002-M -003-M -004-M
IND-BilledCost-C-001-M | BilledCost MUST be of type Decimal. | BilledCost is decimal
IND-BilledCost-C-002-M | BilledCost MUST conform to NumericFormat requirements. | BilledCost is numeric
IND-BilledCost-C-003-M | BilledCost MUST NOT be null. | BilledCost is not null
IND-BilledCost-C-004-M | The sum of BilledCost for a given InvoiceDetailId, InvoiceId, and InvoiceIssuerName MUST match
  the payable amount of the issued invoice. | ? the invoice is another document: see reconcileInvoice
IND-BillingAccountId-C-000-M | The BillingAccountId column adheres to the following requirements: | all -001-M -002-M
  -003-M
IND-BillingAccountId-C-001-M | BillingAccountId MUST be of type String. | BillingAccountId is string
IND-BillingAccountId-C-002-M | BillingAccountId MUST conform to StringHandling requirements. | BillingAccountId is
  unicode
IND-BillingAccountId-C-003-M | BillingAccountId MUST NOT be null. | BillingAccountId is not null
IND-BillingCurrency-C-000-M | The BillingCurrency column adheres to the following requirements: | all -001-M -002-M
  -003-M -004-M -005-M
IND-BillingCurrency-C-001-M | BillingCurrency MUST be of type String. | BillingCurrency is string
IND-BillingCurrency-C-002-M | BillingCurrency MUST conform to StringHandling requirements. | BillingCurrency is unicode
IND-BillingCurrency-C-003-M | BillingCurrency MUST conform to CurrencyFormat requirements. | BillingCurrency is currency
IND-BillingCurrency-C-004-M | BillingCurrency MUST NOT be null. | BillingCurrency is not null
IND-BillingCurrency-C-005-M | BillingCurrency MUST be expressed in national currency. | BillingCurrency is
  national-currency
IND-BillingPeriodEnd-C-000-M | The BillingPeriodEnd column adheres to the following requirements: | all -001-M -002-M
  -003-M -004-M
IND-BillingPeriodEnd-C-001-M | BillingPeriodEnd MUST be of type Date/Time. | BillingPeriodEnd is date-time
IND-BillingPeriodEnd-C-002-M | BillingPeriodEnd MUST conform to DateTimeFormat requirements. | BillingPeriodEnd is
  iso-utc
IND-BillingPeriodEnd-C-003-M | BillingPeriodEnd MUST NOT be null. | BillingPeriodEnd is not null
IND-BillingPeriodEnd-C-004-M | BillingPeriodEnd MUST be the exclusive end bound of the billing period. |
  BillingPeriodStart < BillingPeriodEnd
IND-BillingPeriodStart-C-000-M | The BillingPeriodStart column adheres to the following requirements: | all -001-M
  -002-M -003-M
IND-BillingPeriodStart-C-001-M | BillingPeriodStart MUST be of type Date/Time. | BillingPeriodStart is date-time
IND-BillingPeriodStart-C-002-M | BillingPeriodStart MUST conform to DateTimeFormat requirements. | BillingPeriodStart is
  iso-utc
IND-BillingPeriodStart-C-003-M | BillingPeriodStart MUST NOT be null. | BillingPeriodStart is not null
IND-ChargeCategory-C-000-M | The ChargeCategory column adheres to the following requirements: | all -001-M -002-M -003-M
  -004-M
IND-ChargeCategory-C-001-M | ChargeCategory MUST be of type String. | ChargeCategory is string
IND-ChargeCategory-C-002-M | ChargeCategory MUST conform to StringHandling requirements. | ChargeCategory is unicode
IND-ChargeCategory-C-003-M | ChargeCategory MUST NOT be null. | ChargeCategory is not null
IND-ChargeCategory-C-004-M | ChargeCategory MUST be one of the allowed values. | ChargeCategory in ("Usage", "Purchase",
  "Tax", "Credit", "Adjustment")
IND-InvoiceDetailCreated-C-000-M | The InvoiceDetailCreated column adheres to the following requirements: | all -001-M
  -002-M -003-M
IND-InvoiceDetailCreated-C-001-M | InvoiceDetailCreated MUST be of type Date/Time. | InvoiceDetailCreated is date-time
IND-InvoiceDetailCreated-C-002-M | InvoiceDetailCreated MUST conform to DateTimeFormat requirements. |
  InvoiceDetailCreated is iso-utc
IND-InvoiceDetailCreated-C-003-M | InvoiceDetailCreated MUST NOT be null. | InvoiceDetailCreated is not null
IND-InvoiceDetailDescription-C-000-M | The InvoiceDetailDescription column adheres to the following requirements: | all
  -001-M -002-M -003-O
IND-InvoiceDetailDescription-C-001-M | InvoiceDetailDescription MUST be of type String. | InvoiceDetailDescription is
  string
IND-InvoiceDetailDescription-C-002-M | InvoiceDetailDescription MUST conform to StringHandling requirements. |
  InvoiceDetailDescription is unicode
IND-InvoiceDetailDescription-C-003-O | InvoiceDetailDescription MAY be null. | permission
IND-InvoiceDetailGrain-C-000-M | The InvoiceDetailGrain column adheres to the following requirements: | all -001-M
  -002-O -003-M -004-M
IND-InvoiceDetailGrain-C-001-M | InvoiceDetailGrain MUST conform to KeyValueFormat requirements. | InvoiceDetailGrain is
  key-value
IND-InvoiceDetailGrain-C-002-O | InvoiceDetailGrain MAY be null. | permission
IND-InvoiceDetailGrain-C-003-M | InvoiceDetailGrain property keys SHOULD conform to PascalCase format. |
  InvoiceDetailGrain is pascal-case-keys
IND-InvoiceDetailGrain-C-004-M | InvoiceDetailGrain property keys MUST begin with the string "x_" unless it is a
  FOCUS-defined property. | InvoiceDetailGrain is grain-keys
IND-InvoiceDetailId-C-000-M | The InvoiceDetailId column adheres to the following requirements: | all -001-M -002-M
  -003-M -004-M
IND-InvoiceDetailId-C-001-M | InvoiceDetailId MUST be of type String. | InvoiceDetailId is string
IND-InvoiceDetailId-C-002-M | InvoiceDetailId MUST conform to StringHandling requirements. | InvoiceDetailId is unicode
IND-InvoiceDetailId-C-003-M | InvoiceDetailId MUST NOT be null. | InvoiceDetailId is not null
IND-InvoiceDetailId-C-004-M | InvoiceDetailId MUST uniquely identify a record within a given InvoiceId. | ? no column
  says whether two records are one line of the invoice
IND-InvoiceDetailLastUpdated-C-000-M | The InvoiceDetailLastUpdated column adheres to the following requirements: | all
  -001-M -002-M -003-M -004-M
IND-InvoiceDetailLastUpdated-C-001-M | InvoiceDetailLastUpdated MUST be of type Date/Time. | InvoiceDetailLastUpdated is
  date-time
IND-InvoiceDetailLastUpdated-C-002-M | InvoiceDetailLastUpdated MUST conform to DateTimeFormat requirements. |
  InvoiceDetailLastUpdated is iso-utc
IND-InvoiceDetailLastUpdated-C-003-M | InvoiceDetailLastUpdated MUST NOT be null. | InvoiceDetailLastUpdated is not null
IND-InvoiceDetailLastUpdated-C-004-M | InvoiceDetailLastUpdated MUST NOT be before InvoiceDetailCreated. |
  InvoiceDetailLastUpdated >= InvoiceDetailCreated
IND-InvoiceId-C-000-M | The InvoiceId column adheres to the following requirements: | all -001-M -002-M -003-M
IND-InvoiceId-C-001-M | InvoiceId MUST be of type String. | InvoiceId is string
IND-InvoiceId-C-002-M | InvoiceId MUST conform to StringHandling requirements. | InvoiceId is unicode
IND-InvoiceId-C-003-M | InvoiceId MUST NOT be null. | InvoiceId is not null
IND-InvoiceIssueDate-C-000-M | The InvoiceIssueDate column adheres to the following requirements: | all -001-M -002-M
  -003-O
IND-InvoiceIssueDate-C-001-M | InvoiceIssueDate MUST be of type Date/Time. | InvoiceIssueDate is date-time
IND-InvoiceIssueDate-C-002-M | InvoiceIssueDate MUST conform to DateTimeFormat requirements. | InvoiceIssueDate is
  iso-utc
IND-InvoiceIssueDate-C-003-O | InvoiceIssueDate MAY be null. | permission
IND-InvoiceIssueStatus-C-000-M | The InvoiceIssueStatus column adheres to the following requirements: | all -001-M
  -002-M -003-M -004-M -005-M
IND-InvoiceIssueStatus-C-001-M | InvoiceIssueStatus MUST be of type String. | InvoiceIssueStatus is string
IND-InvoiceIssueStatus-C-002-M | InvoiceIssueStatus MUST conform to StringHandling requirements. | InvoiceIssueStatus is
  unicode
IND-InvoiceIssueStatus-C-003-M | InvoiceIssueStatus MUST NOT be null. | InvoiceIssueStatus is not null
IND-InvoiceIssueStatus-C-004-M | InvoiceIssueStatus MUST be one of the allowed values. | InvoiceIssueStatus in ("Open",
  "Issued", "Voided")
IND-InvoiceIssueStatus-C-005-M | InvoiceIssueStatus MUST NOT be "Open" when InvoiceIssueStatus was previously "Issued",
  unless explicitly requested or approved by the customer. | ? an earlier delivery is needed
IND-InvoiceIssuerName-C-000-M | The InvoiceIssuerName column adheres to the following requirements: | all -001-M -002-M
  -003-M
IND-InvoiceIssuerName-C-001-M | InvoiceIssuerName MUST be of type String. | InvoiceIssuerName is string
IND-InvoiceIssuerName-C-002-M | InvoiceIssuerName MUST conform to StringHandling requirements. | InvoiceIssuerName is
  unicode
IND-InvoiceIssuerName-C-003-M | InvoiceIssuerName MUST NOT be null. | InvoiceIssuerName is not null
IND-PaymentCurrency-C-000-M | The PaymentCurrency column adheres to the following requirements: | all -001-M -002-M
  -003-M -004-M
IND-PaymentCurrency-C-001-M | PaymentCurrency MUST be of type String. | PaymentCurrency is string
IND-PaymentCurrency-C-002-M | PaymentCurrency MUST conform to StringHandling requirements. | PaymentCurrency is unicode
IND-PaymentCurrency-C-003-M | PaymentCurrency MUST conform to CurrencyFormat requirements. | PaymentCurrency is currency
IND-PaymentCurrency-C-004-M | PaymentCurrency MUST NOT be null. | PaymentCurrency is not null
IND-PaymentCurrencyBilledCost-C-000-M | The PaymentCurrencyBilledCost column adheres to the following requirements: |
  all -001-M -002-M -003-M -004-M
IND-PaymentCurrencyBilledCost-C-001-M | PaymentCurrencyBilledCost MUST be of type Decimal. | PaymentCurrencyBilledCost
  is decimal
IND-PaymentCurrencyBilledCost-C-002-M | PaymentCurrencyBilledCost MUST conform to NumericFormat requirements. |
  PaymentCurrencyBilledCost is numeric
IND-PaymentCurrencyBilledCost-C-003-M | PaymentCurrencyBilledCost MUST NOT be null. | PaymentCurrencyBilledCost is not
  null
IND-PaymentCurrencyBilledCost-C-004-M | PaymentCurrencyBilledCost MUST be the PaymentCurrency-denominated equivalent of
  BilledCost. | ? the rate of exchange is needed
IND-PaymentCurrencyInvoiceDetailId-C-000-M | The PaymentCurrencyInvoiceDetailId column adheres to the following
  requirements: | all -001-M -002-M -003-M
IND-PaymentCurrencyInvoiceDetailId-C-001-M | PaymentCurrencyInvoiceDetailId MUST be of type String. |
  PaymentCurrencyInvoiceDetailId is string
IND-PaymentCurrencyInvoiceDetailId-C-002-M | PaymentCurrencyInvoiceDetailId MUST conform to StringHandling requirements.
  | PaymentCurrencyInvoiceDetailId is unicode
IND-PaymentCurrencyInvoiceDetailId-C-003-M | PaymentCurrencyInvoiceDetailId MUST NOT be null. |
  PaymentCurrencyInvoiceDetailId is not null
IND-PaymentDueDate-C-000-M | The PaymentDueDate column adheres to the following requirements: | all -001-M -002-M -003-O
IND-PaymentDueDate-C-001-M | PaymentDueDate MUST be of type Date/Time. | PaymentDueDate is date-time
IND-PaymentDueDate-C-002-M | PaymentDueDate MUST conform to DateTimeFormat requirements. | PaymentDueDate is iso-utc
IND-PaymentDueDate-C-003-O | PaymentDueDate MAY be null. | permission
IND-PaymentTerms-C-000-M | The PaymentTerms column adheres to the following requirements: | all -001-M -002-M -003-M
IND-PaymentTerms-C-001-M | PaymentTerms MUST be of type String. | PaymentTerms is string
IND-PaymentTerms-C-002-M | PaymentTerms MUST conform to StringHandling requirements. | PaymentTerms is unicode
IND-PaymentTerms-C-003-M | PaymentTerms MUST NOT be null. | PaymentTerms is not null
IND-PurchaseOrderNumber-C-000-M | The PurchaseOrderNumber column adheres to the following requirements: | all -001-M
  -002-M -003-O
IND-PurchaseOrderNumber-C-001-M | PurchaseOrderNumber MUST be of type String. | PurchaseOrderNumber is string
IND-PurchaseOrderNumber-C-002-M | PurchaseOrderNumber MUST conform to StringHandling requirements. | PurchaseOrderNumber
  is unicode
IND-PurchaseOrderNumber-C-003-O | PurchaseOrderNumber MAY be null. | permission
IND-ReferenceInvoiceId-C-000-M | The ReferenceInvoiceId column adheres to the following requirements: | all -001-M
  -002-M -003-M -004-M
IND-ReferenceInvoiceId-C-001-M | ReferenceInvoiceId MUST be of type String. | ReferenceInvoiceId is string
IND-ReferenceInvoiceId-C-002-M | ReferenceInvoiceId MUST conform to StringHandling requirements. | ReferenceInvoiceId is
  unicode
IND-ReferenceInvoiceId-C-003-M | ReferenceInvoiceId MUST NOT be null. | ReferenceInvoiceId is not null
IND-ReferenceInvoiceId-C-004-M | ReferenceInvoiceId MUST match the InvoiceId of the current invoice if it does not
  adjust another invoice. | ? no column says whether it adjusts another
IND-ColumnHandling-A-010-M | Custom columns MUST be prefixed with a consistent x_ prefix. | names(foreign) match /^x_/
IND-NullHandling-A-002-M | Columns MUST NOT use empty strings or placeholder values to represent a null. | each(any) is
  not placeholder and nulls are alike
IND-StringHandling-A-001-M | String values MUST be valid Unicode strings. | each(string) is unicode
`,
};

/** The requirements of FOCUS 1.4 on the Billing Period data set. Source and numbering as in rule-sets.ts. */
const BILLING_PERIOD_1_4: RuleSet = {
  version: '1.4',
  dataset: 'BillingPeriod',
  rules: String.raw`
BPD-BillingPeriod-D-000-M | The BillingPeriod dataset adheres to the following requirements: | all -001-M -002-M
BPD-BillingPeriod-D-001-M | The presence of columns in BillingPeriod MUST adhere to the following requirements: | all
  -003-M -004-M -005-M -006-M -007-M -008-M
BPD-BillingPeriod-D-002-M | The columns of BillingPeriod adhere to the following requirements: | all
  BPD-BillingPeriodCreated-C-000-M BPD-BillingPeriodEnd-C-000-M BPD-BillingPeriodLastUpdated-C-000-M
  BPD-BillingPeriodStart-C-000-M BPD-BillingPeriodStatus-C-000-M BPD-InvoiceIssuerName-C-000-M
BPD-BillingPeriod-D-003-M | BillingPeriod MUST include BillingPeriodCreated. | BillingPeriodCreated is present
BPD-BillingPeriod-D-004-M | BillingPeriod MUST include BillingPeriodEnd. | BillingPeriodEnd is present
BPD-BillingPeriod-D-005-M | BillingPeriod MUST include BillingPeriodLastUpdated. | BillingPeriodLastUpdated is present
BPD-BillingPeriod-D-006-M | BillingPeriod MUST include BillingPeriodStart. | BillingPeriodStart is present
BPD-BillingPeriod-D-007-M | BillingPeriod MUST include BillingPeriodStatus. | BillingPeriodStatus is present
BPD-BillingPeriod-D-008-M | BillingPeriod MUST include InvoiceIssuerName. | InvoiceIssuerName is present
BPD-BillingPeriodCreated-C-000-M | The BillingPeriodCreated column adheres to the following requirements: | all -001-M
  -002-M -003-M
BPD-BillingPeriodCreated-C-001-M | BillingPeriodCreated MUST be of type Date/Time. | BillingPeriodCreated is date-time
BPD-BillingPeriodCreated-C-002-M | BillingPeriodCreated MUST conform to DateTimeFormat requirements. |
  BillingPeriodCreated is iso-utc
BPD-BillingPeriodCreated-C-003-M | BillingPeriodCreated MUST NOT be null. | BillingPeriodCreated is not null
BPD-BillingPeriodEnd-C-000-M | The BillingPeriodEnd column adheres to the following requirements: | all -001-M -002-M
  -003-M -004-M
BPD-BillingPeriodEnd-C-001-M | BillingPeriodEnd MUST be of type Date/Time. | BillingPeriodEnd is date-time
BPD-BillingPeriodEnd-C-002-M | BillingPeriodEnd MUST conform to DateTimeFormat requirements. | BillingPeriodEnd is
  iso-utc
BPD-BillingPeriodEnd-C-003-M | BillingPeriodEnd MUST NOT be null. | BillingPeriodEnd is not null
BPD-BillingPeriodEnd-C-004-M | BillingPeriodEnd MUST be the exclusive end bound of the billing period. |
  BillingPeriodStart < BillingPeriodEnd
BPD-BillingPeriodLastUpdated-C-000-M | The BillingPeriodLastUpdated column adheres to the following requirements: | all
  -001-M -002-M -003-M -004-M
BPD-BillingPeriodLastUpdated-C-001-M | BillingPeriodLastUpdated MUST be of type Date/Time. | BillingPeriodLastUpdated is
  date-time
BPD-BillingPeriodLastUpdated-C-002-M | BillingPeriodLastUpdated MUST conform to DateTimeFormat requirements. |
  BillingPeriodLastUpdated is iso-utc
BPD-BillingPeriodLastUpdated-C-003-M | BillingPeriodLastUpdated MUST NOT be null. | BillingPeriodLastUpdated is not null
BPD-BillingPeriodLastUpdated-C-004-M | BillingPeriodLastUpdated MUST NOT be before BillingPeriodCreated. |
  BillingPeriodLastUpdated >= BillingPeriodCreated
BPD-BillingPeriodStart-C-000-M | The BillingPeriodStart column adheres to the following requirements: | all -001-M
  -002-M -003-M
BPD-BillingPeriodStart-C-001-M | BillingPeriodStart MUST be of type Date/Time. | BillingPeriodStart is date-time
BPD-BillingPeriodStart-C-002-M | BillingPeriodStart MUST conform to DateTimeFormat requirements. | BillingPeriodStart is
  iso-utc
BPD-BillingPeriodStart-C-003-M | BillingPeriodStart MUST NOT be null. | BillingPeriodStart is not null
BPD-BillingPeriodStatus-C-000-M | The BillingPeriodStatus column adheres to the following requirements: | all -001-M
  -002-M -003-M -004-M -005-M
BPD-BillingPeriodStatus-C-001-M | BillingPeriodStatus MUST be of type String. | BillingPeriodStatus is string
BPD-BillingPeriodStatus-C-002-M | BillingPeriodStatus MUST conform to StringHandling requirements. | BillingPeriodStatus
  is unicode
BPD-BillingPeriodStatus-C-003-M | BillingPeriodStatus MUST NOT be null. | BillingPeriodStatus is not null
BPD-BillingPeriodStatus-C-004-M | BillingPeriodStatus MUST be one of the allowed values. | BillingPeriodStatus in
  ("Open", "Closed")
BPD-BillingPeriodStatus-C-005-M | BillingPeriodStatus MUST NOT be "Open" when BillingPeriodStatus was previously
  "Closed", unless explicitly requested or approved by the customer. | ? an earlier delivery is needed
BPD-InvoiceIssuerName-C-000-M | The InvoiceIssuerName column adheres to the following requirements: | all -001-M -002-M
  -003-M
BPD-InvoiceIssuerName-C-001-M | InvoiceIssuerName MUST be of type String. | InvoiceIssuerName is string
BPD-InvoiceIssuerName-C-002-M | InvoiceIssuerName MUST conform to StringHandling requirements. | InvoiceIssuerName is
  unicode
BPD-InvoiceIssuerName-C-003-M | InvoiceIssuerName MUST NOT be null. | InvoiceIssuerName is not null
BPD-ColumnHandling-A-010-M | Custom columns MUST be prefixed with a consistent x_ prefix. | names(foreign) match /^x_/
BPD-NullHandling-A-002-M | Columns MUST NOT use empty strings or placeholder values to represent a null. | each(any) is
  not placeholder and nulls are alike
BPD-StringHandling-A-001-M | String values MUST be valid Unicode strings. | each(string) is unicode
`,
};

/**
 * The requirements of FOCUS 1.4 on the Cost and Usage data set, as a difference from 1.3: ProviderName and
 * PublisherName are gone, InvoiceDetailId and CommitmentProgramEligibilityDetails are new, and an EffectiveCost without
 * any commitment is the BilledCost. Source: the column definitions of FOCUS_Spec (CC-BY-4.0); no requirements model was
 * published, the new rules are numbered in the order of the definitions.
 */
const FOCUS_1_4: RuleSet = {
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

/**
 * The requirements of FOCUS 1.1, written from its column definitions (FOCUS_Spec, CC-BY-4.0) as a difference from 1.2:
 * its columns, a currency that is always national, no rule on the zone of a charge that has none. No requirements model
 * was published for 1.1: the ids are those of 1.2.
 */
const FOCUS_1_1: RuleSet = {
  version: '1.1',
  dataset: 'CostAndUsage',
  base: FOCUS_1_2,
  without: [
    'BillingAccountType',
    'InvoiceId',
    'PricingCurrency',
    'PricingCurrencyContractedUnitPrice',
    'PricingCurrencyEffectiveCost',
    'PricingCurrencyListUnitPrice',
    'SubAccountType',
    'CurrencyFormat-A-002-C',
    'AvailabilityZone-C-003-C',
    'BilledCost-C-005-C',
  ],
  rules: String.raw`
CurrencyFormat-A-001-C | Currency-related columns MUST be represented as a three-letter alphabetic code as dictated in
  the governing document ISO 4217:2015. | each(currency) is national-currency
`,
};

/**
 * The requirements of FOCUS 1.0, written from its column definitions (FOCUS_Spec, CC-BY-4.0) as a difference from 1.1:
 * its columns, and a consumed quantity that hangs on the charge category alone. The ids are those of 1.2.
 */
const FOCUS_1_0: RuleSet = {
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
ConsumedQuantity-C-004-C | ConsumedQuantity MUST be null when ChargeCategory is not "Usage". | ConsumedQuantity is null
  if ChargeCategory != "Usage"
ConsumedQuantity-C-006-C | ConsumedQuantity MUST NOT be null when ChargeCategory is "Usage" and ChargeClass is not
  "Correction". | ConsumedQuantity is not null if ChargeCategory = "Usage" and ChargeClass != "Correction" and
  CommitmentDiscountStatus != "Unused"
DiscountHandling-A-013-C | ChargeCategory MUST be set to "Purchase" on rows that represent a purchase of a commitment
  discount. | [COMMITMENT_DISCOUNT_SUPPORTED] ? no column says which rows are purchases
`,
};

const COST_AND_USAGE: Readonly<Record<FocusVersion, RuleSet>> = {
  '1.0': FOCUS_1_0,
  '1.1': FOCUS_1_1,
  '1.2': FOCUS_1_2,
  '1.3': FOCUS_1_3,
  '1.4': FOCUS_1_4,
};

/** The requirements of a version on a data set; Invoice Detail and Billing Period came with 1.4. */
export function ruleSetOf(version: FocusVersion, dataset: FocusDataset): RuleSet {
  if (dataset === 'InvoiceDetail') return INVOICE_DETAIL_1_4;
  return dataset === 'BillingPeriod' ? BILLING_PERIOD_1_4 : COST_AND_USAGE[version];
}

/**
 * What no requirement says, or only that of a later version, and what all the same is a sign of something wrong in a
 * bill. The ids are not of the requirements model.
 */
export const OBSERVATIONS: RuleSet = {
  version: '1.0',
  dataset: 'CostAndUsage',
  rules: String.raw`
EffectiveCost-X-001-O | EffectiveCost SHOULD match BilledCost where no commitment and no purchase is involved (a MUST in
  1.4). | EffectiveCost = BilledCost if CommitmentDiscountId is null and ChargeCategory != "Purchase"
ChargePeriodStart-X-001-O | ChargePeriodStart SHOULD NOT be before BillingPeriodStart unless ChargeClass is
  "Correction". | ChargePeriodStart >= BillingPeriodStart if ChargeClass != "Correction"
ChargePeriodEnd-X-001-O | ChargePeriodEnd SHOULD NOT be after BillingPeriodEnd unless ChargeClass is "Correction". |
  ChargePeriodEnd <= BillingPeriodEnd if ChargeClass != "Correction" and ChargeCategory != "Purchase"
BilledCost-X-001-O | BilledCost of usage SHOULD NOT be negative unless ChargeClass is "Correction". | BilledCost >= 0 if
  ChargeCategory = "Usage" and ChargeClass != "Correction"
AvailabilityZone-X-001-O | AvailabilityZone SHOULD be an identifier: a decimal number there comes from a shifted column.
  | AvailabilityZone lacks /^\d*\.\d+$/
`,
};
