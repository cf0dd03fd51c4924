import { decode } from '../../codec/decode.js';
import { optionsOf } from '../../codec/record.js';
import { lookedAtLater, nonEmptyText } from '../../codec/values.js';
import { type DecodeError, notAsExpected } from '../../errors/kernel.js';
import { show } from '../../errors/show.js';
import { E, type Either } from '../../prelude.js';
import type { EpochSeconds } from '../../time/period.js';
import type { Attribution, AuditEvent } from '../model/accountability.js';
import type { DriftRecord } from '../model/drift-record.js';
import { parsePath } from '../path.js';
import { type Fields, isFields, isObject, plainName, tryOr } from '../plain-data.js';

/** How audit events are read. */
export interface AuditOptions {
  /** Whose resources they are about; the trails of providers know no tenants. */
  readonly tenantId: string;
}

const AuditOptions = optionsOf<AuditOptions>('{ tenantId }', { tenantId: lookedAtLater });

/**
 * The changes that an audit trail tells of: events of AWS CloudTrail (files, `lookup-events`, EventBridge), of the
 * Azure activity log (the REST API, `az monitor activity-log list`, exports) and of `audit.k8s.io`, as JSON, as a list
 * of it or with one event a line. What only read, and what was refused, is left out; so is an event of another kind.
 * Oldest first.
 *
 * @example
 * const events = orThrow(readAuditEvents(await readFile('trail.json', 'utf8'), { tenantId: 'acme' }));
 */
export function readAuditEvents(trail: unknown, options: AuditOptions): Either<DecodeError, readonly AuditEvent[]> {
  const asked = decode(AuditOptions, options, 'the options');
  if (E.isLeft(asked)) return asked;
  const tenant = decode(nonEmptyText, asked.right.tenantId, 'the tenant id');
  if (E.isLeft(tenant)) return tenant;
  const parsed = typeof trail === 'string' ? parseTrail(trail) : trail;
  if (!isObject(parsed)) return E.left(notAsExpected('the audit trail', `expected events as JSON, got ${show(trail)}`));
  return tryOr<Either<DecodeError, readonly AuditEvent[]>>(
    () => E.right(eventsIn(parsed, tenant.right, 0).sort((a, b) => a.at - b.at)),
    E.left(notAsExpected('the audit trail', 'the value cannot be read')),
  );
}

function parseTrail(text: string): unknown {
  const whole = tryOr<unknown>(() => JSON.parse(text), undefined);
  if (whole !== undefined) return whole;
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  return tryOr<unknown>(() => lines.map((line) => JSON.parse(line) as unknown), undefined);
}

// The lists and envelopes in which trails are handed out.
const ENVELOPES = ['Records', 'Events', 'value', 'records', 'items', 'detail', 'CloudTrailEvent'] as const;
const MAX_ENVELOPES = 5;

function eventsIn(value: unknown, tenantId: string, depth: number): AuditEvent[] {
  if (depth > MAX_ENVELOPES) return [];
  if (typeof value === 'string')
    return eventsIn(
      tryOr<unknown>(() => JSON.parse(value), undefined),
      tenantId,
      depth + 1,
    );
  if (Array.isArray(value)) return value.flatMap((one: unknown) => eventsIn(one, tenantId, depth + 1));
  if (!isFields(value)) return [];
  const event = cloudTrailEvent(value) ?? azureEvent(value) ?? kubernetesEvent(value);
  if (event === 'no change') return [];
  if (event !== undefined) return [{ tenantId, ...event }];
  const envelope = ENVELOPES.find((key) => value[key] !== undefined && value[key] !== null);
  return envelope === undefined ? [] : eventsIn(value[envelope], tenantId, depth + 1);
}

type ReadEvent = Omit<AuditEvent, 'tenantId'> | 'no change' | undefined;

function cloudTrailEvent(event: Fields): ReadEvent {
  const { eventName, eventSource, eventTime, userIdentity, requestParameters, responseElements, resources } = event;
  if (typeof eventName !== 'string' || typeof eventSource !== 'string') return undefined;
  if (event['readOnly'] === true || event['readOnly'] === 'true' || event['errorCode'] !== undefined)
    return 'no change';
  if (event['readOnly'] === undefined && /^(?:Get|List|Describe|Head|Lookup|Search)/.test(eventName))
    return 'no change';
  const identity = fieldsIn(userIdentity);
  const session = fieldsIn(fieldsIn(identity['sessionContext'])['sessionIssuer']);
  const principal = firstText(
    identity['arn'],
    identity['userName'],
    identity['invokedBy'],
    session['arn'],
    identity['principalId'],
  );
  const arns = Array.isArray(resources)
    ? resources.map((one: unknown) => fieldsIn(one)['ARN'] ?? fieldsIn(one)['arn'])
    : [];
  return eventOf({
    resources: [...arns, ...idsIn(requestParameters), ...idsIn(responseElements)],
    principal,
    time: eventTime,
    request: firstText(event['requestID'], event['eventID']),
    action: eventName,
    fields: keysIn(requestParameters),
  });
}

function azureEvent(event: Fields): ReadEvent {
  const resourceId = firstText(event['resourceId'], event['resourceUri'], event['ResourceId']);
  const action = textOf(event['operationName']) ?? textOf(fieldsIn(event['authorization'])['action']);
  if (resourceId === undefined || action === undefined || !resourceId.startsWith('/')) return undefined;
  const status = textOf(event['status']) ?? textOf(event['resultType']) ?? '';
  if (/\/read$/i.test(action) || !/^(?:succeeded|success|accepted|)$/i.test(status)) return 'no change';
  const identity = fieldsIn(event['identity']);
  const claims = { ...fieldsIn(identity['claims']), ...fieldsIn(event['claims']) };
  const principal = firstText(
    event['caller'],
    ...['upn', 'name', 'appid', 'http://schemas.xmlsoap.org/ws/2005/05/identity/claims/upn'].map((key) => claims[key]),
  );
  const body = fieldsIn(event['properties'])['requestbody'];
  return eventOf({
    resources: [resourceId],
    principal,
    time: event['eventTimestamp'] ?? event['time'] ?? event['submissionTimestamp'],
    request: firstText(event['correlationId'], event['eventDataId'], event['operationId']),
    action,
    fields: typeof body === 'string' ? keysIn(tryOr<unknown>(() => JSON.parse(body), undefined)) : undefined,
  });
}

const CHANGING_VERBS: ReadonlySet<unknown> = new Set(['create', 'update', 'patch', 'delete', 'deletecollection']);

function kubernetesEvent(event: Fields): ReadEvent {
  const { apiVersion, auditID, verb, user, objectRef, requestObject, responseStatus, stage } = event;
  if (typeof apiVersion !== 'string' || !apiVersion.startsWith('audit.k8s.io/') || !isFields(objectRef))
    return undefined;
  const code = fieldsIn(responseStatus)['code'];
  if (!CHANGING_VERBS.has(verb) || (stage !== undefined && stage !== 'ResponseComplete')) return 'no change';
  if (typeof code === 'number' && code >= 400) return 'no change';
  const { namespace, name, resource = '', uid, apiGroup } = objectRef;
  const group = typeof apiGroup === 'string' && apiGroup !== '' ? `.${apiGroup}` : '';
  const places = [name, `${text(namespace)}/${text(name)}`, `${text(resource)}/${text(name)}`];
  const object = fieldsIn(requestObject);
  const kind = textOf(object['kind']);
  return eventOf({
    resources: [
      ...places,
      `${text(namespace)}/${text(resource)}/${text(name)}`,
      ...(kind === undefined ? [] : [`${kind}/${text(name)}`, `${kind}/${text(namespace)}/${text(name)}`]),
      ...(kind === undefined ? [] : [`${text(object['apiVersion'])}/${kind}/${text(namespace)}/${text(name)}`]),
      uid,
    ],
    principal: firstText(fieldsIn(event['impersonatedUser'])['username'], fieldsIn(user)['username']),
    time: event['requestReceivedTimestamp'] ?? event['stageTimestamp'],
    request: textOf(auditID),
    action: `${text(verb)} ${text(resource)}${group}`,
    // An update sends the whole object, which says nothing of what changed.
    fields: verb === 'patch' ? keysIn(requestObject) : undefined,
  });
}

interface EventParts {
  readonly resources: readonly unknown[];
  readonly principal: string | undefined;
  readonly time: unknown;
  readonly request: string | undefined;
  readonly action: string;
  readonly fields: readonly string[] | undefined;
}

/** An event that says who, when and under which request; one that does not attributes nothing. */
function eventOf({ resources, principal, time, request, action, fields }: EventParts): ReadEvent {
  const at = timeOf(time);
  if (principal === undefined || request === undefined || at === undefined) return 'no change';
  const names = [...new Set(resources.filter((name): name is string => typeof name === 'string' && name !== ''))];
  return { resources: names, principal, at, request, action, ...(fields && fields.length > 0 && { fields }) };
}

function timeOf(time: unknown): EpochSeconds | undefined {
  const millis = typeof time === 'string' ? Date.parse(time) : typeof time === 'number' ? time * 1000 : NaN;
  return Number.isFinite(millis) ? ((millis / 1000) as EpochSeconds) : undefined;
}

const fieldsIn = (value: unknown): Fields => (isFields(value) ? value : {});
const text = (value: unknown): string => (typeof value === 'string' ? value : '');

/** A text, or the `value` of one that is localized. */
function textOf(value: unknown): string | undefined {
  const inner = isFields(value) ? value['value'] : value;
  return typeof inner === 'string' && inner !== '' ? inner : undefined;
}

const firstText = (...values: readonly unknown[]): string | undefined =>
  values.map(textOf).find((value) => value !== undefined);

const MAX_KEYS = 2_000;
const MAX_DEPTH = 30;

/** The keys of a request and of everything in it, as plain names. */
function keysIn(value: unknown): readonly string[] {
  const keys = new Set<string>();
  visit(value, 0, (key) => void (keys.size < MAX_KEYS && keys.add(plainName(key))));
  return [...keys];
}

const NAMING_KEY = /(?:id|ids|name|names|arn|arns|url|identifier)$/i;

/** The values of a request that name a resource. */
function idsIn(value: unknown): readonly string[] {
  const ids = new Set<string>();
  visit(value, 0, (key, member) => {
    if (typeof member === 'string' && ids.size < MAX_KEYS && NAMING_KEY.test(key)) ids.add(member);
  });
  return [...ids];
}

function visit(value: unknown, depth: number, meet: (key: string, member: unknown) => void, above = ''): void {
  if (!isObject(value) || depth > MAX_DEPTH) return;
  for (const [key, member] of Object.entries(value)) {
    const name = Array.isArray(value) ? above : key;
    meet(name, member);
    visit(member, depth + 1, meet, name);
  }
}

/**
 * The drifts with who made them. Of the events about the same resource, not later than the drift was seen, the latest
 * counts whose request names the field; where none names it, the latest that names no field at all. `names` are what
 * the resource is called besides its id: Terraform knows it by an address, its provider by an id or an ARN.
 */
export function attributeDrifts(
  drifts: readonly DriftRecord[],
  events: readonly AuditEvent[],
  names: readonly string[] = [],
): readonly DriftRecord[] {
  return tryOr(
    () =>
      drifts.map((drift) => {
        const attribution = attributionOf(drift, events, names);
        return attribution === undefined ? drift : { ...drift, attribution };
      }),
    drifts,
  );
}

function attributionOf(
  drift: DriftRecord,
  events: readonly AuditEvent[],
  names: readonly string[],
): Attribution | undefined {
  const ids = new Set([drift.resourceId, ...names].map((name) => name.toLowerCase()));
  const path = parsePath(drift.configPath);
  const fieldNames = E.isRight(path) ? path.right.filter((segment) => typeof segment === 'string').map(plainName) : [];
  const about = events
    .filter((event) => event.tenantId === drift.tenantId && event.at <= drift.detectedAt && isAbout(event, ids))
    .sort((a, b) => b.at - a.at);
  const naming = about.find(({ fields }) => fields !== undefined && fieldNames.some((name) => fields.includes(name)));
  const event = naming ?? about.find(({ fields }) => fields === undefined || fieldNames.length === 0);
  if (event === undefined) return undefined;
  const { principal, at, request, action } = event;
  return { principal, at, request, action, basis: naming === undefined ? 'resource' : 'field' };
}

function isAbout({ resources }: AuditEvent, ids: ReadonlySet<string>): boolean {
  return resources.some((name) => {
    const known = name.toLowerCase();
    // An ARN names its resource by the last part, an id of Azure is a path.
    return ids.has(known) || (known.startsWith('arn:') && ids.has(/[:/]([^:/]+)$/.exec(known)?.[1] ?? known));
  });
}
