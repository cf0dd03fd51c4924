/** A member of a JSON object, as it is written. */
export interface JsonMember {
  readonly key: string;
  readonly type: 'string' | 'number' | 'boolean' | 'null' | 'object' | 'array';
  /** The JSON text of the value, digit for digit. */
  readonly json: string;
}

const SPACE = /[ \t\n\r]*/y;
const STRING = /"[^"\\]*(?:\\.[^"\\]*)*"/y;
const SCALAR = /[^\s,:{}[\]"]+/y;

/**
 * The members of a JSON object in their order, a key twice where it stands twice and numbers with all their digits:
 * `JSON.parse` keeps neither. Undefined for anything that is no JSON object.
 */
export function scanJsonObject(text: string): readonly JsonMember[] | undefined {
  if (!/^\s*\{/.test(text)) return undefined;
  try {
    JSON.parse(text);
  } catch {
    return undefined;
  }
  // The text is well formed: what follows only cuts it up.
  const members: JsonMember[] = [];
  let at = text.indexOf('{') + 1;
  const skip = (): void => void ((SPACE.lastIndex = at), SPACE.exec(text), (at = SPACE.lastIndex));
  for (;;) {
    skip();
    if (text[at] === '}') return members;
    if (text[at] === ',') {
      at += 1;
      continue;
    }
    const key = JSON.parse(takeToken(STRING, text, at)) as string;
    at = STRING.lastIndex;
    skip();
    at += 1;
    skip();
    const start = at;
    at = endOfValue(text, at);
    const json = text.slice(start, at);
    members.push({ key, type: typeOfJson(json), json });
  }
}

function takeToken(pattern: RegExp, text: string, at: number): string {
  pattern.lastIndex = at;
  return pattern.exec(text)![0];
}

function endOfValue(text: string, from: number): number {
  let depth = 0;
  for (let at = from; ; ) {
    const first = text[at]!;
    if (first === '"') at += takeToken(STRING, text, at).length;
    else if (first === '{' || first === '[') [depth, at] = [depth + 1, at + 1];
    else if (first === '}' || first === ']') [depth, at] = [depth - 1, at + 1];
    else if (/[\s,:]/.test(first)) {
      at += 1;
      continue;
    } else at += takeToken(SCALAR, text, at).length;
    if (depth === 0) return at;
  }
}

function typeOfJson(json: string): JsonMember['type'] {
  switch (json[0]) {
    case '"':
      return 'string';
    case '{':
      return 'object';
    case '[':
      return 'array';
    case 't':
    case 'f':
      return 'boolean';
    case 'n':
      return 'null';
    default:
      return 'number';
  }
}
