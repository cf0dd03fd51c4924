import { decode } from '../../codec/decode.js';
import type * as t from '../../codec/io-ts.js';
import { isPlainObject, listOf, nullable, optional, record } from '../../codec/record.js';
import { anything, checked, count, flag, text } from '../../codec/values.js';
import type { DecodeError } from '../../errors/kernel.js';
import { E, type Either } from '../../prelude.js';
import {
  formatAddress,
  getMarkedPaths,
  getProviderName,
  invalidTerraform,
  type InvalidTerraform,
  mergeMarks,
  parseExactJson,
  type TerraformOptions,
  withOptions,
  type TerraformPair,
  type TerraformResource,
  toPath,
  toPattern,
} from './resource.js';

type IndexKey = string | number;

interface StateInstance {
  readonly indexKey?: IndexKey | null;
  readonly attributes?: object | null;
  readonly attributesFlat?: object | null;
  readonly sensitiveAttributes?: readonly unknown[] | null;
  readonly dependencies?: readonly string[] | null;
  readonly deposed?: string | null;
}

interface StateResource {
  readonly module?: string;
  readonly mode: string;
  readonly type: string;
  readonly name: string;
  readonly provider?: string;
  readonly instances: readonly StateInstance[];
}

const object = checked('an object', (value): value is object => isPlainObject(value));
const indexKey: t.Type<IndexKey, unknown> = checked(
  'a text or a number',
  (value): value is IndexKey => typeof value === 'string' || typeof value === 'number',
);

const StateInstance = record<StateInstance>('an instance', {
  indexKey: optional(nullable(indexKey)),
  attributes: optional(nullable(object)),
  attributesFlat: optional(nullable(object)),
  sensitiveAttributes: optional(nullable(listOf(anything))),
  dependencies: optional(nullable(listOf(text))),
  deposed: optional(nullable(text)),
});

const StateResource = record<StateResource>('a resource', {
  module: optional(text),
  mode: text,
  type: text,
  name: text,
  provider: optional(text),
  instances: listOf(StateInstance),
});

const State = record<{ readonly version: number; readonly resources?: readonly StateResource[] | null }>(
  'a Terraform state',
  {
    version: count,
    resources: optional(nullable(listOf(StateResource))),
  },
);

/**
 * The managed resources of a Terraform or OpenTofu state (version 4: Terraform 0.12 and later), in the order of the
 * file. Data sources are left out, and so are deposed instances, which wait for their deletion. An instance that an
 * old provider wrote has the flat keys of that time (`tags.%`). Whole numbers beyond 2^53 are bigints.
 *
 * @example
 * const resources = orThrow(readTerraformState(await readFile('terraform.tfstate', 'utf8'), { tenantId: 'acme' }));
 */
export function readTerraformState(
  text: string,
  options: TerraformOptions,
): Either<InvalidTerraform | DecodeError, readonly TerraformResource[]> {
  return withOptions(options, (asked) => readState(text, asked));
}

function readState(
  text: string,
  options: TerraformOptions,
): Either<InvalidTerraform | DecodeError, readonly TerraformResource[]> {
  const parsed = parseExactJson(text, 'state');
  if (E.isLeft(parsed)) return parsed;
  const refused = describeUnsupportedState(parsed.right);
  if (refused !== undefined) return E.left(invalidTerraform({ what: 'state', reason: refused }));
  return E.map(({ resources }: t.TypeOf<typeof State>) => resourcesOf(resources ?? [], options))(
    decode(State, parsed.right, 'the Terraform state'),
  );
}

function describeUnsupportedState(parsed: unknown): string | undefined {
  if (!isPlainObject(parsed)) return 'expected an object';
  const { version } = parsed;
  if (version === 4) return undefined;
  if ('format_version' in parsed)
    return 'this is output of `show -json`; read a plan with readTerraformPlan, a state from `terraform state pull`';
  if (version === undefined) return 'it has no version; expected a state of version 4';
  const mend = 'run `terraform apply -refresh-only` with a later Terraform, which upgrades it';
  return `it has version ${String(version)}, which Terraform before 0.12 wrote; expected version 4: ${mend}`;
}

function resourcesOf(resources: readonly StateResource[], options: TerraformOptions): readonly TerraformResource[] {
  const managed = resources.filter(({ mode }) => mode !== 'data');
  const instances = new Map<string, readonly string[]>();
  for (const resource of managed) {
    const base = formatAddress(resource.module, resource.mode, resource.type, resource.name, undefined);
    instances.set(base, [
      ...(instances.get(base) ?? []),
      ...getActiveInstances(resource).map((instance) => idOf(resource, instance)),
    ]);
  }
  return managed.flatMap((resource) =>
    getActiveInstances(resource).map((instance) => toResource(resource, instance, instances, options)),
  );
}

/** The instances that are in use. Several without a key, which no Terraform writes but some tools do, are numbered. */
function getActiveInstances({ instances }: StateResource): readonly StateInstance[] {
  const inUse = instances.filter(({ deposed }) => typeof deposed !== 'string' || deposed === '');
  const keyless = inUse.filter(({ indexKey: index }) => index === undefined || index === null);
  return keyless.length < 2 ? inUse : inUse.map((instance, i) => ({ ...instance, indexKey: instance.indexKey ?? i }));
}

const idOf = ({ module, mode, type, name }: StateResource, { indexKey: index }: StateInstance): string =>
  formatAddress(module, mode, type, name, index ?? undefined);

function toResource(
  resource: StateResource,
  instance: StateInstance,
  instances: ReadonlyMap<string, readonly string[]>,
  { tenantId, schemas }: TerraformOptions,
): TerraformResource {
  const provider = getProviderName(resource.provider);
  const sensitive = (instance.sensitiveAttributes ?? []).flatMap((steps) => toSensitivePattern(steps));
  const resourceId = idOf(resource, instance);
  // A state names the resources that an instance rests on, not their instances.
  const dependsOn = (instance.dependencies ?? [])
    .flatMap((base) => instances.get(base) ?? [])
    .filter((id) => id !== resourceId);
  return {
    tenantId,
    resourceId,
    resourceType: resource.type,
    ...(provider !== undefined && { provider }),
    configuration: instance.attributes ?? instance.attributesFlat ?? {},
    marks: mergeMarks({ sensitive }, schemas?.get(resource.type)),
    dependsOn: [...new Set(dependsOn)].sort(),
  };
}

function toSensitivePattern(steps: unknown): readonly string[] {
  const path = toPath(steps);
  return path === undefined ? [] : [toPattern(path)];
}

interface Change {
  readonly actions: readonly string[];
  readonly before?: unknown;
  readonly after?: unknown;
  readonly afterUnknown?: unknown;
  readonly beforeSensitive?: unknown;
  readonly afterSensitive?: unknown;
  readonly replacePaths?: readonly unknown[] | null;
}

interface ResourceChange {
  readonly address?: string;
  readonly moduleAddress?: string;
  readonly mode?: string;
  readonly type: string;
  readonly name: string;
  readonly index?: unknown;
  readonly providerName?: string;
  readonly deposed?: string;
  readonly change: Change;
}

const Change = record<Change>('a change', {
  actions: listOf(text),
  before: optional(anything),
  after: optional(anything),
  afterUnknown: optional(anything),
  beforeSensitive: optional(anything),
  afterSensitive: optional(anything),
  replacePaths: optional(nullable(listOf(anything))),
});

const ResourceChange = record<ResourceChange>('a resource change', {
  address: optional(text),
  moduleAddress: optional(text),
  mode: optional(text),
  type: text,
  name: text,
  index: optional(anything),
  providerName: optional(text),
  deposed: optional(text),
  change: Change,
});

interface Plan {
  readonly formatVersion: string;
  readonly resourceDrift?: readonly ResourceChange[] | null;
  readonly resourceChanges?: readonly ResourceChange[] | null;
  readonly complete?: boolean | null;
}

const Plan = record<Plan>('a Terraform plan', {
  formatVersion: text,
  resourceDrift: optional(nullable(listOf(ResourceChange))),
  resourceChanges: optional(nullable(listOf(ResourceChange))),
  complete: optional(nullable(flag)),
});

/** What a plan says of each resource, as two sides to compare. */
export interface TerraformPlan {
  /** What changed behind Terraform's back: desired is what it last knew, actual what the refresh found. */
  readonly drift: readonly TerraformPair[];
  /**
   * What applying would do: desired is what it would be, actual what it is. Values only known after applying are
   * `computed`.
   */
  readonly changes: readonly TerraformPair[];
  /** How many managed resources the plan is about. Of 0 nothing follows: nothing was looked at. */
  readonly resources: number;
  /** What a reader must know before taking no drift for good news, in sentences; mostly empty. */
  readonly notices: readonly string[];
}

/**
 * A plan in the form of `terraform show -json` (`tofu show -json`), formats 0.1 to 1.x. Sensitive values are marked,
 * and fields that force a replacement are create-only. Whole numbers beyond 2^53 are bigints. Data sources are left
 * out. A state, or a plan that ended with errors, is an `InvalidTerraform`: nothing in it says that nothing drifted.
 */
export function readTerraformPlan(
  text: string,
  options: TerraformOptions,
): Either<InvalidTerraform | DecodeError, TerraformPlan> {
  return withOptions(options, (asked) => readPlan(text, asked));
}

function readPlan(text: string, options: TerraformOptions): Either<InvalidTerraform | DecodeError, TerraformPlan> {
  const parsed = parseExactJson(text, 'plan');
  if (E.isLeft(parsed)) return parsed;
  const refused = describeUnsupportedPlan(parsed.right);
  if (refused !== undefined) return E.left(invalidTerraform({ what: 'plan', reason: refused }));
  return E.map(({ resourceDrift, resourceChanges, complete }: Plan) => {
    const drift = pairsOf(resourceDrift ?? [], options, (change) => sides(change.before, change.after));
    const changes = pairsOf(resourceChanges ?? [], options, (change) => sides(change.after, change.before));
    const resources = new Set([...drift, ...changes].map(({ resourceId }) => resourceId)).size;
    return { drift, changes, resources, notices: noticesOf(resources, complete ?? true) };
  })(decode(Plan, parsed.right, 'the Terraform plan'));
}

function noticesOf(resources: number, isComplete: boolean): readonly string[] {
  return [
    ...(resources === 0 ? ['the plan is about no managed resource, so nothing was compared'] : []),
    ...(isComplete ? [] : ['the plan is not complete: some changes were deferred or left out by -target']),
  ];
}

function describeUnsupportedPlan(parsed: unknown): string | undefined {
  if (!isPlainObject(parsed)) return 'expected an object';
  const { format_version: version } = parsed;
  if (typeof version !== 'string') return 'it has no format_version; expected the output of `terraform show -json`';
  if (!/^[01]\./.test(version)) return `it has format ${version}; expected 0.x or 1.x`;
  if (!('resource_changes' in parsed) && !('planned_values' in parsed) && !('resource_drift' in parsed)) {
    if ('values' in parsed || 'lineage' in parsed || 'serial' in parsed)
      return 'it is a state; expected the output of `terraform show -json PLANFILE`';
    return 'it has neither planned_values nor resource_changes; expected the output of `terraform show -json PLANFILE`';
  }
  if (parsed['errored'] === true) return 'it ended with errors (errored: true), so it does not cover every resource';
  return undefined;
}

// Null is Terraform's word for a resource that is not there.
const sides = (desired: unknown, actual: unknown): Pick<TerraformPair, 'desired' | 'actual'> => ({
  ...(desired !== null && desired !== undefined && { desired }),
  ...(actual !== null && actual !== undefined && { actual }),
});

function pairsOf(
  changes: readonly ResourceChange[],
  { tenantId, schemas }: TerraformOptions,
  sidesOf: (change: Change) => Pick<TerraformPair, 'desired' | 'actual'>,
): readonly TerraformPair[] {
  return changes
    .filter(({ mode, deposed }) => mode !== 'data' && deposed === undefined)
    .map((resource) => {
      const provider = getProviderName(resource.providerName);
      return {
        tenantId,
        resourceId: changeId(resource),
        resourceType: resource.type,
        ...(provider !== undefined && { provider }),
        ...sidesOf(resource.change),
        marks: mergeMarks(marksOf(resource.change), schemas?.get(resource.type)),
        dependsOn: [],
      };
    });
}

// Some old formats leave the address out.
function changeId({ address, moduleAddress, type, name, index }: ResourceChange): string {
  if (address !== undefined) return address;
  const base = `${moduleAddress === undefined ? '' : `${moduleAddress}.`}${type}.${name}`;
  return index === undefined || index === null ? base : `${base}[${JSON.stringify(index)}]`;
}

function marksOf({ beforeSensitive, afterSensitive, afterUnknown, replacePaths }: Change) {
  const patterns = (marks: unknown): readonly string[] => getMarkedPaths(marks).map(toPattern);
  return {
    sensitive: [...patterns(beforeSensitive), ...patterns(afterSensitive)],
    computed: patterns(afterUnknown),
    createOnly: (replacePaths ?? []).flatMap((steps) => {
      const path = toPath(steps);
      return path === undefined ? [] : [toPattern(path)];
    }),
  };
}
