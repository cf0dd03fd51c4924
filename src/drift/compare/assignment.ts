/**
 * Minimum-cost assignment of rows to columns (Hungarian method with potentials, Jonker and Volgenant 1987, O(rows² ×
 * columns)). `cost` is row-major, rows ≤ columns. Answers the column of every row.
 */
export function assignAtLeastCost(cost: Float64Array, rows: number, columns: number): Int32Array {
  const rowPotential = new Float64Array(rows + 1);
  const columnPotential = new Float64Array(columns + 1);
  const rowOf = new Int32Array(columns + 1);
  const cameFrom = new Int32Array(columns + 1);
  for (let row = 1; row <= rows; row++) {
    rowOf[0] = row;
    const freeColumn = shortestPath(cost, columns, rowPotential, columnPotential, rowOf, cameFrom);
    for (let column = freeColumn; column !== 0; column = cameFrom[column]!) rowOf[column] = rowOf[cameFrom[column]!]!;
  }
  const columnOf = new Int32Array(rows);
  for (let column = 1; column <= columns; column++) if (rowOf[column] !== 0) columnOf[rowOf[column]! - 1] = column - 1;
  return columnOf;
}

// One Dijkstra pass from the row in column 0 to the nearest column without a row; potentials keep reduced costs ≥ 0.
function shortestPath(
  cost: Float64Array,
  columns: number,
  rowPotential: Float64Array,
  columnPotential: Float64Array,
  rowOf: Int32Array,
  cameFrom: Int32Array,
): number {
  const nearest = new Float64Array(columns + 1).fill(Infinity);
  const settled = new Uint8Array(columns + 1);
  let column = 0;
  do {
    settled[column] = 1;
    const row = rowOf[column]!;
    const base = (row - 1) * columns - 1;
    let [best, step] = [0, Infinity];
    for (let next = 1; next <= columns; next++) {
      if (settled[next] === 1) continue;
      const reduced = cost[base + next]! - rowPotential[row]! - columnPotential[next]!;
      if (reduced < nearest[next]!) {
        nearest[next] = reduced;
        cameFrom[next] = column;
      }
      if (nearest[next]! < step) {
        step = nearest[next]!;
        best = next;
      }
    }
    for (let next = 0; next <= columns; next++) {
      if (settled[next] === 1) {
        rowPotential[rowOf[next]!]! += step;
        columnPotential[next]! -= step;
      } else nearest[next]! -= step;
    }
    column = best;
  } while (rowOf[column] !== 0);
  return column;
}
