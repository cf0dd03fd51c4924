/** The members of an object by their keys. */
export type Fields = Readonly<Record<string, unknown>>;

/** Whether a value is an object of any kind, lists and Dates too. */
export const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

/** Whether a value is an object with keys of its own choosing: no list. */
export const isFields = (value: unknown): value is Fields => isObject(value) && !Array.isArray(value);
