import { readFileSync } from 'node:fs';
import { Comment, CommentTag, Converter, ReflectionKind } from 'typedoc';

/**
 * Pages of the reference site that were written by hand are called by their first heading, not by their file, and stand
 * in the order and under the headings of the list of guides; the root module is called as users import it.
 */
export function load(app) {
  const sections = sectionsOf(readFileSync(new URL('../docs/guide/README.md', import.meta.url), 'utf8'));
  app.converter.on(Converter.EVENT_CREATE_DOCUMENT, (_context, page) => {
    const first = page.content[0];
    const title = first?.kind === 'text' ? /^# (.+)$/m.exec(first.text)?.[1] : undefined;
    const section = sections.get(page.name) ?? (page.name.endsWith('guide/README') ? 'Guides' : 'About');
    page.comment ??= new Comment();
    page.comment.blockTags.push(new CommentTag('@category', [{ kind: 'text', text: section }]));
    if (title !== undefined) page.name = title;
  });
  app.converter.on(Converter.EVENT_CREATE_DECLARATION, (_context, declared) => {
    if (declared.kindOf(ReflectionKind.Module) && declared.name === 'index')
      declared.name = app.options.getValue('name');
  });
}

/** By the path of a guide without its ending, the heading that it stands under. */
function sectionsOf(list) {
  const sections = new Map();
  for (const part of list.split(/^## /m).slice(1))
    for (const [, file] of part.matchAll(/\]\(([\w-]+)\.md\)/g))
      sections.set(`docs/guide/${file}`, part.slice(0, part.indexOf('\n')));
  return sections;
}
