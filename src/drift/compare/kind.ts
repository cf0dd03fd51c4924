/** What a value is to a comparison. Opaque: a leaf that only knows its own equality (a Date, a Map, a function). */
export type Kind = 'missing' | 'null' | 'boolean' | 'number' | 'string' | 'list' | 'map' | 'opaque';

export function kindOf(value: unknown): Kind {
  switch (typeof value) {
    case 'string':
      return 'string';
    case 'number':
    case 'bigint':
      return 'number';
    case 'boolean':
      return 'boolean';
    case 'undefined':
      return 'missing';
    case 'object':
      return value === null ? 'null' : Array.isArray(value) ? 'list' : isMap(value) ? 'map' : 'opaque';
    default:
      return 'opaque';
  }
}

/** Whether a value has members of its own: a list or a map. */
export function isContainer(value: unknown): value is object {
  const kind = kindOf(value);
  return kind === 'map' || kind === 'list';
}

// Plain objects first, whatever realm they come from; then host classes, which hold data; built-ins with inner state
// (Date, Map, typed arrays) name themselves otherwise.
function isMap(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return (
    prototype === Object.prototype || prototype === null || Object.prototype.toString.call(value) === '[object Object]'
  );
}
