/** A table for a terminal: the first column to the left, figures to the right, a rule under the head. */
export function table(
  head: readonly string[],
  rows: readonly (readonly string[])[],
  left: readonly number[] = [0],
): string {
  const widths = head.map((title, i) => Math.max(title.length, ...rows.map((row) => (row[i] ?? '').length)));
  const line = (cells: readonly string[]): string =>
    cells
      .map((cell, i) => (left.includes(i) ? cell.padEnd(widths[i]!) : cell.padStart(widths[i]!)))
      .join('  ')
      .trimEnd();
  return [line(head), widths.map((width) => '─'.repeat(width)).join('  '), ...rows.map(line)].join('\n');
}

/** A long sentence in lines that a terminal holds. */
export function paragraph(text: string, width = 100): string {
  const lines = text.split(' ').reduce<string[]>((all, word) => {
    const line = all.at(-1);
    return line !== undefined && line.length + word.length < width
      ? [...all.slice(0, -1), `${line} ${word}`]
      : [...all, word];
  }, []);
  return lines.map((line) => `  ${line}`).join('\n');
}

/** The heading of one of the demo's three parts. */
export function heading(text: string): string {
  return `\n${text}\n${'═'.repeat(text.length)}\n`;
}

/** 2026-10-01, in UTC. */
export function day(seconds: number): string {
  return new Date(seconds * 1000).toISOString().slice(0, 10);
}
