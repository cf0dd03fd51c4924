import isEqual from 'lodash.isequal';
/** Equality of opaque leaves: Dates by instant, Maps, Sets and typed arrays by content, functions by identity. */
export const equalOpaque = (left: unknown, right: unknown): boolean => isEqual(left, right);
