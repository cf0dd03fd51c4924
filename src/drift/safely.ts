/** What a computation answers, or something else where what it reads throws: a getter, a proxy, a value of no such shape. */
export function tryOr<A>(compute: () => A, otherwise: A): A {
  try {
    return compute();
  } catch {
    return otherwise;
  }
}
