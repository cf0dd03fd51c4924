import { FOCUS_1_2 } from './focus-1-2.js';
import type { RuleSet } from './rule-set.js';

/**
 * The requirements of FOCUS 1.3 on the Cost and Usage data set, as a difference from 1.2: split cost allocation,
 * contract commitments and the names of providers. From 1.3 on the model puts `CAU-` before the ids.
 *
 * Source: `specification/requirements_model/` and the column definitions of FOCUS_Spec (CC-BY-4.0), in the shape of
 * 2026-04. Ids of AllocatedMethodDetails and AllocatedResourceId are the official ones; the other new columns are
 * numbered in the same way, in the order of their definitions.
 */
export const FOCUS_1_3: RuleSet = {
  version: '1.3',
  dataset: 'CostAndUsage',
  base: FOCUS_1_2,
  prefix: 'CAU-',
  rules: String.raw`
CAU-CostAndUsage-D-069-C | AllocatedMethodDetails is RECOMMENDED to be present in a FOCUS dataset when the data
  generator supports split cost allocation. | [DATA_GENERATOR_SPLIT_COST_ALLOCATION_SUPPORTED] AllocatedMethodDetails is
  present
CAU-CostAndUsage-D-070-C | AllocatedMethodId MUST be present in a FOCUS dataset when the data generator supports split
  cost allocation. | [DATA_GENERATOR_SPLIT_COST_ALLOCATION_SUPPORTED] AllocatedMethodId is present
CAU-CostAndUsage-D-071-C | AllocatedResourceId MUST be present in a FOCUS dataset when the data generator supports split
  cost allocation. | [DATA_GENERATOR_SPLIT_COST_ALLOCATION_SUPPORTED] AllocatedResourceId is present
CAU-CostAndUsage-D-072-C | AllocatedResourceName MUST be present in a FOCUS dataset when the data generator supports
  split cost allocation. | [DATA_GENERATOR_SPLIT_COST_ALLOCATION_SUPPORTED] AllocatedResourceName is present
CAU-CostAndUsage-D-073-C | AllocatedTags MUST be present in a FOCUS dataset when the data generator supports split cost
  allocation. | [DATA_GENERATOR_SPLIT_COST_ALLOCATION_SUPPORTED] AllocatedTags is present
CAU-CostAndUsage-D-074-C | ContractApplied MUST be present in a FOCUS dataset when the provider supports contract
  commitments. | [CONTRACT_COMMITMENT_SUPPORTED] ContractApplied is present
CAU-CostAndUsage-D-075-M | HostProviderName MUST be present in a FOCUS dataset. | HostProviderName is present
CAU-CostAndUsage-D-076-M | ServiceProviderName MUST be present in a FOCUS dataset. | ServiceProviderName is present
CAU-CostAndUsage-D-001-M | More parts. | + -069-C -070-C -071-C -072-C -073-C -074-C -075-M -076-M
CAU-AllocatedMethodId-C-000-C | The AllocatedMethodId column adheres to the following requirements: |
  [DATA_GENERATOR_SPLIT_COST_ALLOCATION_SUPPORTED] all -001-M -002-M -003-C -006-M
CAU-AllocatedMethodId-C-001-M | AllocatedMethodId MUST be of type String. | AllocatedMethodId is string
CAU-AllocatedMethodId-C-002-M | AllocatedMethodId MUST conform to StringHandling requirements. | AllocatedMethodId is
  unicode
CAU-AllocatedMethodId-C-003-C | AllocatedMethodId nullability is defined as follows: | all -004-C -005-C
CAU-AllocatedMethodId-C-004-C | AllocatedMethodId MUST be null when a charge is not related to a data
  generator-calculated split cost allocation. | ? no column says whether it is so
CAU-AllocatedMethodId-C-005-C | AllocatedMethodId MUST NOT be null when a charge is related to a data
  generator-calculated split cost allocation. | AllocatedMethodId is not null if AllocatedResourceId is not null or
  AllocatedMethodDetails is not null
CAU-AllocatedMethodId-C-006-M | Documentation of a split cost allocation method MUST make reference to a single
  AllocatedMethodId value. | ? the documentation of the provider is needed
CAU-AllocatedMethodDetails-C-000-C | The AllocatedMethodDetails column adheres to the following requirements: |
  [DATA_GENERATOR_SPLIT_COST_ALLOCATION_SUPPORTED] all -001-M -002-M -003-M -004-C -007-C
CAU-AllocatedMethodDetails-C-001-M | AllocatedMethodDetails MUST be of type String. | AllocatedMethodDetails is string
CAU-AllocatedMethodDetails-C-002-M | AllocatedMethodDetails MUST conform to StringHandling requirements. |
  AllocatedMethodDetails is unicode
CAU-AllocatedMethodDetails-C-003-M | AllocatedMethodDetails MUST conform to JsonObjectFormat requirements. |
  AllocatedMethodDetails is json-object
CAU-AllocatedMethodDetails-C-004-C | AllocatedMethodDetails nullability is defined as follows: | all -005-C -006-C
CAU-AllocatedMethodDetails-C-005-C | AllocatedMethodDetails MUST be null when a charge is not related to a data
  generator-calculated split cost allocation. | AllocatedMethodDetails is null if AllocatedMethodId is null
CAU-AllocatedMethodDetails-C-006-C | AllocatedMethodDetails SHOULD NOT be null when a charge is related to a data
  generator-calculated split cost allocation. | AllocatedMethodDetails is not null if AllocatedMethodId is not null
CAU-AllocatedMethodDetails-C-007-C | AllocatedMethodDetailsObject MUST adhere to the following requirements: | all
  CAU-AllocatedMethodDetailsObject-O-000-C
CAU-AllocatedMethodDetailsObject-O-000-C | The AllocatedMethodDetailsObject MUST adhere to the following requirements: |
  all -001-M -002-C -003-M -004-M
CAU-AllocatedMethodDetailsObject-O-001-M | AllocatedMethodDetailsObject MUST have an array Elements of objects, each
  with a numeric AllocatedRatio. | AllocatedMethodDetails is allocation-elements
CAU-AllocatedMethodDetailsObject-O-002-C | UsageUnit MUST be present if UsageQuantity is provided. |
  AllocatedMethodDetails is allocation-units
CAU-AllocatedMethodDetailsObject-O-003-M | Keys MUST begin with the string "x_" unless they are FOCUS-defined. |
  AllocatedMethodDetails is allocation-keys
CAU-AllocatedMethodDetailsObject-O-004-M | The sum of AllocatedRatio across all allocated charges related to a single
  origin charge MUST be equal to 1. | ? no column says which charges come of one origin
CAU-AllocatedResourceId-C-000-C | The AllocatedResourceId column adheres to the following requirements: |
  [DATA_GENERATOR_SPLIT_COST_ALLOCATION_SUPPORTED] all -001-M -002-M -003-C -007-C
CAU-AllocatedResourceId-C-001-M | AllocatedResourceId MUST be of type String. | AllocatedResourceId is string
CAU-AllocatedResourceId-C-002-M | AllocatedResourceId MUST conform to StringHandling requirements. | AllocatedResourceId
  is unicode
CAU-AllocatedResourceId-C-003-C | AllocatedResourceId nullability is defined as follows: | all -004-C -005-C -006-C
CAU-AllocatedResourceId-C-004-C | AllocatedResourceId MUST be null when a charge is not related to a data
  generator-calculated split cost allocation. | AllocatedResourceId is null if AllocatedMethodId is null
CAU-AllocatedResourceId-C-005-C | AllocatedResourceId MUST be null when a charge represents the unallocated portion of
  the origin charge after split cost allocation. | ? no column says whether it is so
CAU-AllocatedResourceId-C-006-C | AllocatedResourceId MUST NOT be null when a charge represents the allocated portion of
  the origin charge. | ? no column says whether it is so
CAU-AllocatedResourceId-C-007-C | When AllocatedResourceId is not null, AllocatedResourceId adheres to the following
  additional requirements: | all -008-O -009-O
CAU-AllocatedResourceId-C-008-O | AllocatedResourceId SHOULD be a locally unique identifier within the associated
  ResourceId and ChargePeriod. | ? other data of the provider is needed
CAU-AllocatedResourceId-C-009-O | AllocatedResourceId MAY NOT be unique across ResourceId or ChargePeriod values. |
  permission
CAU-AllocatedResourceName-C-000-C | The AllocatedResourceName column adheres to the following requirements: |
  [DATA_GENERATOR_SPLIT_COST_ALLOCATION_SUPPORTED] all -001-M -002-M -003-C -006-O
CAU-AllocatedResourceName-C-001-M | AllocatedResourceName MUST be of type String. | AllocatedResourceName is string
CAU-AllocatedResourceName-C-002-M | AllocatedResourceName MUST conform to StringHandling requirements. |
  AllocatedResourceName is unicode
CAU-AllocatedResourceName-C-003-C | AllocatedResourceName nullability is defined as follows: | all -004-C -005-C
CAU-AllocatedResourceName-C-004-C | AllocatedResourceName MUST be null when AllocatedResourceId is null. |
  AllocatedResourceName is null if AllocatedResourceId is null
CAU-AllocatedResourceName-C-005-C | AllocatedResourceName MUST NOT be null when AllocatedResourceId is not null. |
  AllocatedResourceName is not null if AllocatedResourceId is not null
CAU-AllocatedResourceName-C-006-O | AllocatedResourceName MAY duplicate AllocatedResourceId when a separate display name
  is not applicable. | permission
CAU-AllocatedTags-C-000-C | The AllocatedTags column adheres to the following requirements: |
  [DATA_GENERATOR_SPLIT_COST_ALLOCATION_SUPPORTED] all -001-M -002-C -005-C
CAU-AllocatedTags-C-001-M | AllocatedTags MUST conform to KeyValueFormat requirements. | AllocatedTags is key-value
CAU-AllocatedTags-C-002-C | AllocatedTags nullability is defined as follows: | all -003-C -004-O
CAU-AllocatedTags-C-003-C | AllocatedTags MUST be null when a charge is not related to a data generator-calculated split
  cost allocation. | AllocatedTags is null if AllocatedMethodId is null
CAU-AllocatedTags-C-004-O | AllocatedTags MAY be null in all other cases. | permission
CAU-AllocatedTags-C-005-C | When AllocatedTags is not null, AllocatedTags adheres to the following additional
  requirements: | all -006-M -007-M
CAU-AllocatedTags-C-006-M | AllocatedTags MUST NOT include tags already present in Tags. | AllocatedTags keys apart from
  Tags
CAU-AllocatedTags-C-007-M | AllocatedTags MUST include all applicable tags for the AllocatedResourceId. | ? other data
  of the provider is needed
CAU-ContractApplied-C-000-C | The ContractApplied column adheres to the following requirements: |
  [CONTRACT_COMMITMENT_SUPPORTED] all -001-M -002-C -003-C
CAU-ContractApplied-C-001-M | ContractApplied MUST conform to JsonObjectFormat requirements. | ContractApplied is
  json-list-of-objects
CAU-ContractApplied-C-002-C | ContractApplied MUST be null when a charge is not related to a contract commitment. | ? no
  column says whether it is so
CAU-ContractApplied-C-003-C | ContractApplied MUST NOT be null when a charge is related to a contract commitment. | ? no
  column says whether it is so
CAU-HostProviderName-C-000-M | The HostProviderName column adheres to the following requirements: | all -001-M -002-M
  -003-M
CAU-HostProviderName-C-001-M | HostProviderName MUST be of type String. | HostProviderName is string
CAU-HostProviderName-C-002-M | HostProviderName MUST conform to StringHandling requirements. | HostProviderName is
  unicode
CAU-HostProviderName-C-003-M | HostProviderName MUST NOT be null. | HostProviderName is not null
CAU-ServiceProviderName-C-000-M | The ServiceProviderName column adheres to the following requirements: | all -001-M
  -002-M -003-M
CAU-ServiceProviderName-C-001-M | ServiceProviderName MUST be of type String. | ServiceProviderName is string
CAU-ServiceProviderName-C-002-M | ServiceProviderName MUST conform to StringHandling requirements. | ServiceProviderName
  is unicode
CAU-ServiceProviderName-C-003-M | ServiceProviderName MUST NOT be null. | ServiceProviderName is not null
CAU-CostAndUsage-D-002-M | More parts. | + CAU-AllocatedMethodId-C-000-C CAU-AllocatedMethodDetails-C-000-C
  CAU-AllocatedResourceId-C-000-C CAU-AllocatedResourceName-C-000-C CAU-AllocatedTags-C-000-C
  CAU-ContractApplied-C-000-C CAU-HostProviderName-C-000-M CAU-ServiceProviderName-C-000-M
CAU-NullHandling-A-001-C | Columns MUST use NULL when there isn't a value that can be specified for a nullable column. |
  each(any but HostProviderName) is not placeholder
CAU-NullHandling-A-002-M | Columns MUST NOT use empty strings or placeholder values such as 0 for numeric columns or
  "Not Applicable" for string columns to represent a null or not having a value, regardless of whether the column allows
  nulls or not. | each(any but HostProviderName) is not placeholder and nulls are alike
`,
};
