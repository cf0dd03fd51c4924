import type * as t from '../../codec/io-ts.js';
import { decode } from '../../codec/decode.js';
import { isPlainObject, listOf, nullable, optional, record } from '../../codec/record.js';
import { anything, checked, count, text } from '../../codec/values.js';
import type { DecodeError } from '../../errors/kernel.js';
import { E, type Either } from '../../prelude.js';
import {
  formatAddress,
  getProviderName,
  invalidTerraform,
  type InvalidTerraform,
  mergeMarks,
  parseExactJson,
  type TerraformOptions,
  type TerraformResource,
  toPath,
  toPattern,
  withOptions,
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
