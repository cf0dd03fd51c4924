/** A member of a JSON object, as it is written. */
export interface JsonMember {
  readonly key: string;
  readonly type: 'string' | 'number' | 'boolean' | 'null' | 'object' | 'array';
  /** The JSON text of the value, digit for digit. */
  readonly json: string;
}

/**
 * The members of a JSON object in their order, a key twice where it stands twice and numbers with all their digits:
 * `JSON.parse` keeps neither. Undefined for anything that is no JSON object.
 */
export function scanJsonObject(text: string): readonly JsonMember[] | undefined {
  // One text is asked for several things in a row.
  if (text !== last.text) last = { text, members: scan(text) };
  return last.members;
}

let last: { readonly text: string; readonly members: readonly JsonMember[] | undefined } = {
  text: '',
  members: undefined,
};

function scan(text: string): readonly JsonMember[] | undefined {
  if (!/^\s*\{/.test(text)) return undefined;
  try {
    JSON.parse(text);
  } catch {
    return undefined;
  }
  // The text is well formed: what follows only cuts it up.
  const members: JsonMember[] = [];
  for (let at = text.indexOf('{') + 1; ;) {
    at = skipSpace(text, at);
    if (text[at] === '}') return members;
    if (text[at] === ',') at = skipSpace(text, at + 1);
    const keyEnd = endOfText(text, at);
    const key = JSON.parse(text.slice(at, keyEnd)) as string;
    const start = skipSpace(text, skipSpace(text, keyEnd) + 1);
    at = endOfValue(text, start);
    const json = text.slice(start, at);
    members.push({ key, type: typeOfJson(json), json });
  }
}

function skipSpace(text: string, from: number): number {
  let at = from;
  while (text.charCodeAt(at) <= 32) at += 1;
  return at;
}

/** The end of the text that starts at a quote. */
function endOfText(text: string, from: number): number {
  for (let at = from + 1; ; at += 1) {
    const code = text.charCodeAt(at);
    if (code === 34) return at + 1;
    if (code === 92) at += 1;
  }
}

function endOfValue(text: string, from: number): number {
  let depth = 0;
  for (let at = from; ;) {
    const code = text.charCodeAt(at);
    if (code === 34) {
      at = endOfText(text, at);
      if (depth === 0) return at;
    } else if (code === 123 || code === 91) [depth, at] = [depth + 1, at + 1];
    else if (code === 125 || code === 93) {
      if (depth === 0) return at;
      [depth, at] = [depth - 1, at + 1];
      if (depth === 0) return at;
    } else if (depth === 0 && (code === 44 || code <= 32)) return at;
    else at += 1;
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
