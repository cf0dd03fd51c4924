/** About how many pixels a text is wide: nobody can measure it before it is drawn. */
export const getTextWidth = (text: string, fontSize = 11): number => text.length * fontSize * 0.56;

/** What renderers without a canvas take for the width of a character: a title that is longer than the plot widens the picture. */
const CHARACTER_WIDTH = 0.8;

/** A text cut in its middle, so that it is about so many pixels wide: names differ at their ends as often as at their starts. */
export function shorten(text: string, width: number, fontSize: number): string {
  const most = Math.max(3, Math.floor(width / (CHARACTER_WIDTH * fontSize)));
  if (text.length <= most) return text;
  return `${text.slice(0, Math.ceil((most - 1) / 2))}…${text.slice(text.length - Math.floor((most - 1) / 2))}`;
}

/** A text in lines of about so many pixels, broken between words. */
export function wrap(text: string, width: number, fontSize = 12): readonly string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const line = lines[lines.length - 1];
    if (line !== undefined && (line.length + 1 + word.length) * CHARACTER_WIDTH * fontSize <= width)
      lines[lines.length - 1] = `${line} ${word}`;
    else lines.push(word);
  }
  return lines;
}
