/**
 * A text as content or attribute of XML. Characters that no document may hold (XML 1.0, §2.2: most control
 * characters and lone surrogates) become U+FFFD.
 */
export function escapeXml(text: string): string {
  return text
    .replaceAll(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '\ufffd')
    .replaceAll(/[&<>"'\n\r\t]/g, (character) => `&#${character.charCodeAt(0)};`);
}
