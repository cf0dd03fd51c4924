/**
 * A list or plain map with every member changed: the same object again where no member is another, and any other object
 * as it is.
 */
export function mapMembers(container: object, change: (member: unknown, key: string | number) => unknown): unknown {
  if (Array.isArray(container)) {
    const members = container.map((member: unknown, i) => change(member, i));
    return members.some((member, i) => !Object.is(member, container[i])) ? members : container;
  }
  if (!isPlainObject(container)) return container;
  let changed = false;
  const entries = Object.entries(container).map(([key, member]: [string, unknown]): [string, unknown] => {
    const value = change(member, key);
    changed ||= !Object.is(value, member);
    return [key, value];
  });
  return changed ? Object.fromEntries(entries) : container;
}

/** Whether an object is a map of members and nothing more: no list, no Date, no instance of a class. */
export function isPlainObject(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}
