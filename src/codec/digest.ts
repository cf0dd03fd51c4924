// The one file that imports @noble/hashes.
import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';

const encoder = new TextEncoder();

/** What is used of Node's own hashing: declared here, because the core imports nothing of Node. */
interface NodeHash {
  update(text: string | Uint8Array): NodeHash;
  digest(): Uint8Array;
  digest(encoding: 'hex'): string;
}

interface NodeCrypto {
  createHash(name: 'sha256'): NodeHash;
  createHmac(name: 'sha256', key: Uint8Array): NodeHash;
}

/** Node's own hashing is about six times faster; a browser has none that answers at once (decision 0010). */
const node = (
  globalThis as { readonly process?: { getBuiltinModule?(name: string): unknown } }
).process?.getBuiltinModule?.('node:crypto') as NodeCrypto | undefined;

/** SHA-256 of a text in UTF-8, in hexadecimal. Synchronous, because a browser's own answers only later. */
export function sha256Hex(text: string): string {
  return node ? node.createHash('sha256').update(text).digest('hex') : bytesToHex(sha256(encoder.encode(text)));
}

/** SHA-256 of the texts that a generator yields, as of one text; after each it yields in turn. */
export function* sha256HexOf(pieces: Iterable<string>): Generator<void, string> {
  const hash = node?.createHash('sha256');
  const own = hash ? undefined : sha256.create();
  for (const piece of pieces) {
    hash?.update(piece);
    own?.update(encoder.encode(piece));
    yield;
  }
  return hash?.digest('hex') ?? bytesToHex(own!.digest());
}

/** HMAC-SHA256 (RFC 2104) of a text under a key, in hexadecimal. */
export function hmacHex(key: string, text: string): string {
  if (node) return node.createHmac('sha256', encoder.encode(key)).update(text).digest('hex');
  return bytesToHex(hmac(sha256, encoder.encode(key), encoder.encode(text)));
}

/**
 * JSON text that depends on the content alone: keys sorted by UTF-16 code unit, no blanks (the order of RFC 8785),
 * members without a value left out. For data at most a few hundred levels deep.
 */
export function canonicalJson(value: unknown): string {
  if (typeof value === 'string') return quoted(value);
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  let text = '';
  for (const { key, head } of getMembers(value)) {
    const member = (value as Readonly<Record<string, unknown>>)[key];
    if (member !== undefined) text += (text === '' ? head : `,${head}`) + canonicalJson(member);
  }
  return `{${text}}`;
}

/** {@link canonicalJson} of an object in pieces, none with more than `size` items of a list of its own. */
export function* canonicalPieces(value: object, size: number): Generator<string, void> {
  let before = '{';
  for (const { key, head } of getMembers(value)) {
    const member = (value as Readonly<Record<string, unknown>>)[key];
    if (member === undefined) continue;
    yield before + head;
    before = ',';
    if (Array.isArray(member)) yield* listPieces(member, size);
    else yield canonicalJson(member);
  }
  yield before === '{' ? '{}' : '}';
}

function* listPieces(list: ReadonlyArray<unknown>, size: number): Generator<string, void> {
  for (let at = 0; at < list.length; at += size) {
    yield (
      (at === 0 ? '[' : ',') +
      list
        .slice(at, at + size)
        .map(canonicalJson)
        .join(',')
    );
  }
  yield list.length === 0 ? '[]' : ']';
}

/** A key, and how its member begins. */
type Member = { readonly key: string; readonly head: string };

/** The keys of an object in their order, and the members that it is written as. */
type Shape = { readonly keys: ReadonlyArray<string>; readonly members: ReadonlyArray<Member> };

const MAX_SHAPES = 32;
/** The latest kinds of objects, the newest first: rows have few kinds, each with a shape of its own. */
let shapes: ReadonlyArray<Shape> = [];

function getMembers(value: object): ReadonlyArray<Member> {
  const keys = Object.keys(value);
  const known = shapes.find((one) => one.keys.length === keys.length && keys.every((key, i) => key === one.keys[i]));
  if (known !== undefined) return known.members;
  const members = keys.toSorted().map((key) => ({ key, head: `${quoted(key)}:` }));
  shapes = [{ keys, members }, ...shapes.slice(0, MAX_SHAPES - 1)];
  return members;
}

/** Printable ASCII without quotes and backslashes needs no escapes, and most texts are that. */
const NO_ESCAPES = /^[ !#-[\]-~]*$/;
const quoted = (text: string): string => (NO_ESCAPES.test(text) ? `"${text}"` : JSON.stringify(text));
