/** Center and spread of each input over all examples, as the tables carry them. */
export function momentsOf(inputs: readonly Float64Array[]): { readonly center: number[]; readonly spread: number[] } {
  const columns = Array.from(inputs[0]!, (_, j) => inputs.map((x) => x[j]!).filter(Number.isFinite));
  const center = columns.map((column) => rounded(column.reduce((sum, x) => sum + x, 0) / column.length));
  const spread = columns.map((column, j) =>
    rounded(Math.sqrt(column.reduce((sum, x) => sum + (x - center[j]!) ** 2, 0) / column.length) || 1),
  );
  return { center, spread };
}

export const rounded = (x: number): number => Math.round(x * 100) / 100;
