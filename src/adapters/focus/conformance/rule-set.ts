import type { FocusDataset, FocusVersion } from '../columns.js';

/** The requirements of one version on one data set, as data. `parse-rules.ts` describes the lines. */
export interface RuleSet {
  readonly version: FocusVersion;
  readonly dataset: FocusDataset;
  /**
   * The version that this one goes on from: its rules hold as well, but for those that are left out or written again.
   */
  readonly base?: RuleSet;
  /** What stands before the ids of the base. */
  readonly prefix?: string;
  /** Columns of the base that this version does not have. */
  readonly without?: readonly string[];
  /** One rule a line. */
  readonly rules: string;
}

/** A requirement. */
export interface Rule {
  readonly id: string;
  readonly keyword: Keyword;
  /** What the specification says. */
  readonly sentence: string;
  /** What the provider must support for the rule to apply. */
  readonly criteria: readonly string[];
  readonly check: Check;
}

/** How far a requirement binds. */
export type Keyword = 'MUST' | 'MUST NOT' | 'SHOULD' | 'SHOULD NOT' | 'MAY' | 'RECOMMENDED';

export type Check =
  | { readonly type: 'undecidable'; readonly reason: string }
  | { readonly type: 'permission' }
  | { readonly type: 'composite'; readonly parts: readonly string[] }
  | { readonly type: 'test'; readonly text: string; readonly expect: Expr; readonly when?: Expr };

export type Expr =
  | { readonly op: 'and' | 'or'; readonly parts: readonly Expr[] }
  | { readonly op: 'not'; readonly part: Expr }
  | Atom;

export type Relation = '=' | '!=' | '<' | '<=' | '>' | '>=';
/** A side of a comparison: a product of columns, or a constant. */
export type Operand = { readonly columns: readonly string[] } | { readonly value: string; readonly isText: boolean };

export type Atom =
  | { readonly op: 'is'; readonly column: string; readonly test: string }
  | { readonly op: 'in'; readonly column: string; readonly values: readonly string[] }
  | { readonly op: 'list'; readonly column: string; readonly list: string; readonly parent?: string }
  | {
      readonly op: 'pattern';
      readonly column: string;
      readonly pattern: RegExp;
      readonly isMatch: boolean;
      readonly unless?: string;
    }
  | { readonly op: 'compare'; readonly left: Operand; readonly relation: Relation; readonly right: Operand }
  | { readonly op: 'keysApart'; readonly column: string; readonly other: string }
  | { readonly op: 'parent'; readonly child: string; readonly parent: string }
  | { readonly op: 'sums'; readonly left: Sum; readonly right: Sum; readonly key: string }
  | { readonly op: 'names'; readonly set: string; readonly pattern?: RegExp }
  | { readonly op: 'nulls' };

export interface Sum {
  readonly column: string;
  readonly when?: Expr;
}

/* Lists of the specification that its rules refer to. Source as in focus-1-2.ts. */

/** The subcategories of each service category (1.1 on). */
// prettier-ignore
export const SERVICE_SUBCATEGORIES: Readonly<Record<string, readonly string[]>> = {
  'AI and Machine Learning': ['AI Platforms', 'Bots', 'Generative AI', 'Machine Learning',
    'Natural Language Processing', 'Other (AI and Machine Learning)'],
  Analytics: ['Analytics Platforms', 'Business Intelligence', 'Data Processing', 'Search', 'Streaming Analytics',
    'Other (Analytics)'],
  'Business Applications': ['Productivity and Collaboration', 'Other (Business Applications)'],
  Compute: ['Containers', 'End User Computing', 'Quantum Compute', 'Serverless Compute', 'Virtual Machines',
    'Other (Compute)'],
  Databases: ['Caching', 'Data Warehouses', 'Ledger Databases', 'NoSQL Databases', 'Relational Databases',
    'Time Series Databases', 'Other (Databases)'],
  'Developer Tools': ['Developer Platforms', 'Continuous Integration and Deployment', 'Development Environments',
    'Source Code Management', 'Quality Assurance', 'Other (Developer Tools)'],
  Identity: ['Identity and Access Management', 'Other (Identity)'],
  Integration: ['API Management', 'Messaging', 'Workflow Orchestration', 'Other (Integration)'],
  'Internet of Things': ['IoT Analytics', 'IoT Platforms', 'Other (Internet of Things)'],
  'Management and Governance': ['Architecture', 'Compliance', 'Cost Management', 'Data Governance', 'Disaster Recovery',
    'Endpoint Management', 'Observability', 'Support', 'Other (Management and Governance)'],
  Media: ['Content Creation', 'Gaming', 'Media Streaming', 'Mixed Reality', 'Other (Media)'],
  Migration: ['Data Migration', 'Resource Migration', 'Other (Migration)'],
  Mobile: ['Other (Mobile)'],
  Multicloud: ['Multicloud Integration', 'Other (Multicloud)'],
  Networking: ['Application Networking', 'Content Delivery', 'Network Connectivity', 'Network Infrastructure',
    'Network Routing', 'Network Security', 'Other (Networking)'],
  Security: ['Secret Management', 'Security Posture Management', 'Threat Detection and Response', 'Other (Security)'],
  Storage: ['Backup Storage', 'Block Storage', 'File Storage', 'Object Storage', 'Storage Platforms',
    'Other (Storage)'],
  Web: ['Application Platforms', 'Other (Web)'],
  Other: ['Other (Other)'],
};

/** The properties of SkuPriceDetails that FOCUS defines, and the type of each. */
// prettier-ignore
export const SKU_PROPERTIES: ReadonlyMap<string, 'number' | 'string'> = new Map([
  ['CoreCount', 'number'],
  ['DiskMaxIops', 'number'],
  ['DiskSpace', 'number'],
  ['DiskType', 'string'],
  ['GpuCount', 'number'],
  ['InstanceType', 'string'],
  ['InstanceSeries', 'string'],
  ['MemorySize', 'number'],
  ['NetworkMaxIops', 'number'],
  ['NetworkMaxThroughput', 'number'],
  ['OperatingSystem', 'string'],
  ['Redundancy', 'string'],
  ['StorageClass', 'string'],
]);

/** The names of units that UnitFormat spells. */
export const UNIT_NAMES: readonly string[] = (
  'b Kb Mb Gb Tb Pb Eb Kib Mib Gib Tib Pib Eib B KB MB GB TB PB EB KiB MiB GiB TiB PiB EiB ' +
  'Year Years Month Months Day Days Hour Hours Minute Minutes Second Seconds Millisecond Milliseconds Microsecond ' +
  'Microseconds Count Counts Unit Units Request Requests Token Tokens Connection Connections Certificate ' +
  'Certificates ' +
  'Domain Domains Core Cores'
).split(' ');

/** The keys of an element of AllocatedMethodDetails that FOCUS defines (1.3 on). */
export const ALLOCATION_KEYS: ReadonlySet<string> = new Set(['AllocatedRatio', 'UsageUnit', 'UsageQuantity']);

/** The keys of InvoiceDetailGrain that FOCUS defines (1.4). */
// prettier-ignore
export const GRAIN_KEYS: ReadonlySet<string> = new Set([
  'ContractId',
  'RegionId',
  'ResourceId',
  'ResourceType',
  'ServiceName',
  'SkuId',
  'SkuMeter',
  'SkuPriceId',
  'SubAccountId',
]);
