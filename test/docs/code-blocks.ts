/** A fenced block of a page. */
export interface CodeBlock {
  readonly language: string;
  /** The second word of the fence: the file that a reader saves the block as. */
  readonly file: string | undefined;
  readonly text: string;
}

/** The fenced blocks of a Markdown page, in order. */
export function codeBlocks(page: string): readonly CodeBlock[] {
  const blocks: CodeBlock[] = [];
  let open: { language: string; file: string | undefined; from: number } | undefined;
  const lines = page.split('\n');
  lines.forEach((line, i) => {
    if (!line.startsWith('```')) return;
    if (open === undefined) {
      const [language = '', file] = line.slice(3).trim().split(' ');
      open = { language, file, from: i + 1 };
    } else {
      const { language, file, from } = open;
      blocks.push({ language, file, text: lines.slice(from, i).join('\n') });
      open = undefined;
    }
  });
  return blocks;
}

/** A program of a page, and what the page says that it prints. */
export interface Program {
  readonly source: string;
  readonly output: string;
}

/**
 * The programs of a page. A block of TypeScript that begins with an import stands alone, as a reader will paste it; one
 * that does not goes on with the block before it. The `text` blocks behind a program are its output.
 */
export function programsOf(page: string): readonly Program[] {
  const programs: { source: string[]; output: string[] }[] = [];
  for (const { language, file, text } of codeBlocks(page)) {
    if (file !== undefined) continue;
    if (language === 'ts' && (text.startsWith('import ') || programs.length === 0))
      programs.push({ source: [text], output: [] });
    else if (language === 'ts') programs.at(-1)!.source.push(text);
    else if (language === 'text') programs.at(-1)?.output.push(text);
  }
  return programs.map(({ source, output }) => ({ source: source.join('\n'), output: output.join('\n') }));
}

/** The files that a page asks its reader to save. */
export function filesOf(page: string): ReadonlyArray<{ readonly file: string; readonly text: string }> {
  return codeBlocks(page).flatMap(({ file, text }) => (file === undefined ? [] : [{ file, text: `${text}\n` }]));
}
