import { tryEither } from '../../host/try.js';
import { E } from '../../prelude.js';

/** The versions of FOCUS that are read. */
export type FocusVersion = '1.0' | '1.1' | '1.2' | '1.3' | '1.4';
/** The data sets of FOCUS that are read. */
export type FocusDataset = 'CostAndUsage' | 'InvoiceDetail' | 'BillingPeriod';

/** The columns of FOCUS 1.0, in the specification's order. */
const FOCUS_1_0 =
  'AvailabilityZone BilledCost BillingAccountId BillingAccountName BillingCurrency BillingPeriodEnd ' +
  'BillingPeriodStart ChargeCategory ChargeClass ChargeDescription ChargeFrequency ChargePeriodEnd ' +
  'ChargePeriodStart CommitmentDiscountCategory CommitmentDiscountId CommitmentDiscountName ' +
  'CommitmentDiscountStatus CommitmentDiscountType ConsumedQuantity ConsumedUnit ContractedCost ' +
  'ContractedUnitPrice EffectiveCost InvoiceIssuerName ListCost ListUnitPrice PricingCategory PricingQuantity ' +
  'PricingUnit ProviderName PublisherName RegionId RegionName ResourceId ResourceName ResourceType ' +
  'ServiceCategory ServiceName SkuId SkuPriceId SubAccountId SubAccountName Tags';

/** What each later version adds. */
const ADDED: Readonly<Record<Exclude<FocusVersion, '1.0'>, string>> = {
  '1.1':
    'CapacityReservationId CapacityReservationStatus CommitmentDiscountQuantity CommitmentDiscountUnit ' +
    'ServiceSubcategory SkuMeter SkuPriceDetails',
  '1.2':
    'BillingAccountType InvoiceId PricingCurrency PricingCurrencyContractedUnitPrice PricingCurrencyEffectiveCost ' +
    'PricingCurrencyListUnitPrice SubAccountType',
  '1.3':
    'AllocatedMethodDetails AllocatedMethodId AllocatedResourceId AllocatedResourceName AllocatedTags ' +
    'ContractApplied HostProviderName ServiceProviderName',
  '1.4': 'CommitmentProgramEligibilityDetails InvoiceDetailId',
};
/** The columns that 1.4 has no more: ServiceProviderName and HostProviderName took their place. */
const REMOVED_IN_1_4 = ['ProviderName', 'PublisherName'];

/** The columns of the Cost and Usage data set of each version: 43, 50, 57, 65 and 65 of them. */
export const FOCUS_COLUMNS: Readonly<Record<FocusVersion, readonly string[]>> = {
  '1.0': FOCUS_1_0.split(' '),
  '1.1': `${FOCUS_1_0} ${ADDED['1.1']}`.split(' '),
  '1.2': `${FOCUS_1_0} ${ADDED['1.1']} ${ADDED['1.2']}`.split(' '),
  '1.3': `${FOCUS_1_0} ${ADDED['1.1']} ${ADDED['1.2']} ${ADDED['1.3']}`.split(' '),
  '1.4': `${FOCUS_1_0} ${ADDED['1.1']} ${ADDED['1.2']} ${ADDED['1.3']} ${ADDED['1.4']}`
    .split(' ')
    .filter((name) => !REMOVED_IN_1_4.includes(name)),
};

/**
 * The version that a Cost and Usage file follows: the latest of which it has a column that came with it. A file of 1.4
 * may have none of the two new columns; it is known by the two that it has no more.
 */
export function versionOf(columns: readonly string[]): FocusVersion {
  const present = new Set(columns);
  const hasSome = (version: Exclude<FocusVersion, '1.0'>): boolean =>
    ADDED[version].split(' ').some((name) => present.has(name));
  if (hasSome('1.4')) return '1.4';
  if (hasSome('1.3')) {
    const names = ['ServiceProviderName', 'HostProviderName'];
    return names.every((name) => present.has(name)) && !REMOVED_IN_1_4.some((name) => present.has(name))
      ? '1.4'
      : '1.3';
  }
  return hasSome('1.2') ? '1.2' : hasSome('1.1') ? '1.1' : '1.0';
}

/** A data set of a version of FOCUS. */
interface Recognized {
  readonly dataset: FocusDataset;
  readonly version: FocusVersion;
}

/** The data set and the version that a file with these columns is of; what is no list counts as one without columns. */
export function recognizeFocus(columns: readonly string[]): Recognized {
  return E.getOrElse(() => recognize([]))(tryEither('the columns', () => E.right(recognize([...columns]))));
}

function recognize(columns: readonly string[]): Recognized {
  const present = new Set(columns);
  const isUsage = present.has('ChargePeriodStart') || present.has('EffectiveCost') || present.has('ServiceName');
  if (!isUsage && present.has('BillingPeriodStatus')) return { dataset: 'BillingPeriod', version: '1.4' };
  const isInvoice = [
    'InvoiceDetailId',
    'InvoiceIssueStatus',
    'InvoiceDetailGrain',
    'PaymentTerms',
    'ReferenceInvoiceId',
  ];
  if (!isUsage && isInvoice.some((name) => present.has(name))) return { dataset: 'InvoiceDetail', version: '1.4' };
  return { dataset: 'CostAndUsage', version: versionOf(columns) };
}

/** The columns that hold money or quantities and may be added up: what the parts of a split charge must add up to. */
export const SUMMABLE: readonly string[] = [
  'BilledCost',
  'EffectiveCost',
  'ListCost',
  'ContractedCost',
  'ConsumedQuantity',
  'PricingQuantity',
  'CommitmentDiscountQuantity',
  'PricingCurrencyEffectiveCost',
];
