import { expect, it } from 'vitest';
import { escapeXml } from '../../src/codec/xml.js';

it('signs that mean something in XML, and line ends in an attribute, are written as references', () => {
  expect(escapeXml(`a < b & "c" > 'd'\r\n\t`)).toBe('a &#60; b &#38; &#34;c&#34; &#62; &#39;d&#39;&#13;&#10;&#9;');
});

it('what may not stand in a document becomes U+FFFD; letters and pairs of surrogates stay', () => {
  expect(escapeXml('\u0000a\u001b[0m\ud800\ufffe')).toBe('\ufffda\ufffd[0m\ufffd\ufffd');
  expect(escapeXml('größe 😀')).toBe('größe 😀');
});
