import { isPlainObject } from '../../codec/record.js';
import { show } from '../../errors/show.js';
import { E, type Either } from '../../prelude.js';
import { invalidManifest, type InvalidManifest } from './errors.js';
import { type ParsedDocument, parseYaml, problemOfSize } from './yaml-documents.js';

/** Texts with the names of the files that they come from. */
export interface NamedManifest {
  /** As errors name it. */
  readonly name: string;
  /** What stands in it. */
  readonly content: string | Uint8Array;
}

/** Manifests: one text (or its UTF-8 bytes), or several with names. */
export type ManifestSource = string | Uint8Array | readonly NamedManifest[];

/** One object as a manifest declares it or as the server answers it. */
export interface KubernetesObject {
  /** Group and version, `apps/v1`; `v1` for the core group. */
  readonly apiVersion: string;
  /** What it is: `Deployment`. */
  readonly kind: string;
  /** Its name; absent where the server will generate it. */
  readonly name?: string;
  /** Its namespace, where it says one. */
  readonly namespace?: string;
  /** The whole object as plain data. */
  readonly configuration: Readonly<Record<string, unknown>>;
  /** Where it stands. */
  readonly place: ManifestPlace;
}

/** Where an object stands in the input. */
export interface ManifestPlace {
  /** The file, where the input has names. */
  readonly source?: string;
  /** Which document of it, from 1; documents without content count. */
  readonly document: number;
  /** The line on which the document begins, from 1. */
  readonly line: number;
}

/**
 * The objects of Kubernetes manifests, in order: YAML with any number of documents (`helm template`, `kustomize
 * build`), JSON, lists (`kubectl get -o json`, `kind: List`, `DeploymentList`). Documents without content are passed
 * over. YAML is read as kubectl reads it. Fails on the first document that is not YAML, has a key twice, is nested
 * deeper than 500 levels, is no object with `apiVersion` and `kind`, or is the server's refusal (`kind: Status`).
 *
 * @example
 * const declared = orThrow(readKubernetesManifests(await readFile('rendered.yaml', 'utf8')));
 */
export function readKubernetesManifests(source: ManifestSource): Either<InvalidManifest, readonly KubernetesObject[]> {
  try {
    return E.right(filesOf(source).flatMap(readFile));
  } catch (cause) {
    if (cause instanceof Refused) return E.left(cause.error);
    return E.left(invalidManifest({ document: 1, line: 1, reason: `expected ${SOURCE}, got ${show(source)}` }, cause));
  }
}

const SOURCE = 'a text, its bytes, or a list of { name, content }';

/** Carries an error out of the steps below; never leaves this file. */
class Refused extends Error {
  constructor(readonly error: InvalidManifest) {
    super(error.message);
  }
}

const refuse = (place: ManifestPlace, reason: string, cause?: unknown): never => {
  throw new Refused(invalidManifest({ ...place, reason }, cause));
};

interface File {
  readonly source?: string;
  readonly content: unknown;
}

function filesOf(source: ManifestSource): readonly File[] {
  if (!Array.isArray(source)) return [{ content: source }];
  return source.map((file: unknown) =>
    isPlainObject(file) && typeof file['name'] === 'string'
      ? { source: file['name'], content: file['content'] }
      : refuse({ document: 1, line: 1 }, `expected { name, content }, got ${show(file)}`),
  );
}

function readFile({ source, content }: File): readonly KubernetesObject[] {
  const start = { ...(source !== undefined && { source }), document: 1, line: 1 };
  const text = textOf(content, start);
  return documentsOf(text).flatMap(({ document, line, data, problem }) => {
    const place = { ...start, document, line };
    if (problem !== undefined) return refuse(place, problem);
    return data === null || data === undefined ? [] : objectsOf(data, place);
  });
}

function textOf(content: unknown, place: ManifestPlace): string {
  if (typeof content === 'string') return content.replace(/^\ufeff/, '');
  if (!(content instanceof Uint8Array)) return refuse(place, `expected ${SOURCE}, got ${show(content)}`);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(content);
  } catch (cause) {
    return refuse(place, 'its bytes are not UTF-8', cause);
  }
}

// JSON is YAML, but most of it comes from the server, in one document and large: its own parser is a hundred times
// faster.
function documentsOf(text: string): readonly ParsedDocument[] {
  if (/^\s*\{/.test(text)) {
    try {
      const data: unknown = JSON.parse(text);
      const problem = problemOfSize(data);
      return [{ document: 1, line: 1, ...(problem === undefined ? { data } : { problem }) }];
    } catch {
      // Several documents, or YAML in braces; what is wrong with it the other parser says with its line.
    }
  }
  return parseYaml(text);
}

function objectsOf(data: unknown, place: ManifestPlace): readonly KubernetesObject[] {
  if (!isPlainObject(data)) return refuse(place, `expected an object with apiVersion and kind, got ${show(data)}`);
  const { apiVersion, kind, items } = data;
  if (typeof kind === 'string' && kind.endsWith('List') && (Array.isArray(items) || items === null)) {
    return (items ?? []).flatMap((item: unknown) =>
      objectsOf(
        isPlainObject(item) && kind !== 'List' ? { apiVersion, kind: kind.slice(0, -'List'.length), ...item } : item,
        place,
      ),
    );
  }
  if (typeof apiVersion !== 'string' || apiVersion === '' || typeof kind !== 'string' || kind === '')
    return refuse(place, `expected an object with apiVersion and kind, got ${show(data)}`);
  if (kind === 'Status' && apiVersion === 'v1')
    return refuse(place, `this is an answer of the server, not an object: ${show(data['message'] ?? data['reason'])}`);
  const metadata = isPlainObject(data['metadata']) ? data['metadata'] : {};
  const nameIn = (field: string): string | undefined => {
    const name = metadata[field];
    if (name === undefined || name === null || name === '') return undefined;
    return typeof name === 'string' ? name : refuse(place, `metadata.${field} is ${show(name)}; expected a text`);
  };
  const [name, namespace] = [nameIn('name'), nameIn('namespace')];
  return [
    {
      apiVersion,
      kind,
      ...(name !== undefined && { name }),
      ...(namespace !== undefined && { namespace }),
      configuration: data,
      place,
    },
  ];
}
