/** A fenced block of a page. */
export interface CodeBlock {
  readonly language: string;
  readonly text: string;
  /** The line of the page on which the block's first line stands. */
  readonly line: number;
}

/** The fenced blocks of a Markdown page, in order. */
export function codeBlocks(page: string): readonly CodeBlock[] {
  const blocks: CodeBlock[] = [];
  let open: { language: string; from: number } | undefined;
  const lines = page.split('\n');
  lines.forEach((line, i) => {
    if (!line.startsWith('```')) return;
    if (open === undefined) open = { language: line.slice(3).trim(), from: i + 1 };
    else {
      blocks.push({ language: open.language, text: lines.slice(open.from, i).join('\n'), line: open.from + 1 });
      open = undefined;
    }
  });
  return blocks;
}

/** What a page's TypeScript blocks are together, and what its `text` blocks say that they print. */
export function programOf(page: string): { readonly source: string; readonly output: string | undefined } {
  const blocks = codeBlocks(page);
  const source = blocks.filter(({ language }) => language === 'ts').map(({ text }) => text).join('\n');
  const printed = blocks.filter(({ language }) => language === 'text').map(({ text }) => text);
  return { source, output: printed.length > 0 ? printed.join('\n') : undefined };
}
