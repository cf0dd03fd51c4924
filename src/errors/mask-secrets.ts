import { decodeBase64, isEncodedLogin, isReference, namesSecret } from './secret-names.js';

/** What stands in a text in place of a secret. */
export const MASK = '***';

interface SecretFormat {
  readonly what: string;
  /** Finds the secret; where it has a group, the group alone is one. Linear in the text. */
  readonly form: RegExp;
  /** Whether what was found is one; it is unless this says otherwise. */
  readonly holds?: (found: string) => boolean;
}

/**
 * Texts that are a credential by their form, whatever field they stand in. Sources: the formats that the providers
 * publish, and the rules of gitleaks (MIT) and GitHub secret scanning.
 */
const SECRET_FORMATS: readonly SecretFormat[] = [
  {
    what: 'a private key',
    form: /-----BEGIN (?:[A-Z0-9]+ ){0,4}PRIVATE KEY(?: BLOCK)?-----[\s\S]*?(?:-----END [A-Z0-9 ]{1,60}-----|$)/g,
  },
  { what: 'a private key', form: /\bPuTTY-User-Key-File-\d:[\s\S]*/g },
  { what: 'a private key', form: /\bAGE-SECRET-KEY-1[0-9A-Z]{50,64}/g },
  // The same in base64, inside another text; a certificate begins in the same way.
  {
    what: 'a private key',
    form: /\bLS0tLS1CRUdJTi[A-Za-z0-9+/]{20,}={0,2}/g,
    holds: (found) => decodeBase64(found)?.includes('PRIVATE KEY') === true,
  },
  { what: 'an AWS access key', form: /\b(?:AKIA|ASIA|ABIA|ACCA)[0-9A-Z]{16}\b/g },
  { what: 'a GitHub token', form: /\b(?:gh[pousr]_[A-Za-z0-9]{36,255}|github_pat_\w{40,255})/g },
  { what: 'a GitLab token', form: /\bgl(?:pat|dt|rt|cbt|ptt|ft|agent|soat|imt|oas)-[\w-]{20,100}/g },
  { what: 'a Slack token', form: /\bxox[abceoprs]-[A-Za-z0-9-]{10,250}/g },
  { what: 'a Slack token', form: /\bxapp-\d-[A-Za-z0-9-]{10,250}/g },
  { what: 'a webhook address', form: /\bhooks\.slack\.com\/(?:services|workflows|triggers)\/([\w/-]{16,200})/g },
  { what: 'a webhook address', form: /\bdiscord(?:app)?\.com\/api\/webhooks\/\d{5,25}\/([\w-]{30,100})/g },
  { what: 'a webhook address', form: /\.webhook\.office\.com\/(webhookb2\/[\w@/-]{30,300})/g },
  { what: 'a Google API key', form: /\bAIza[\w-]{35}/g },
  { what: 'a Google token', form: /\b(?:ya29\.[\w-]{20,500}|GOCSPX-[\w-]{20,60})/g },
  { what: 'a Stripe key', form: /\b(?:[sr]k_live_[A-Za-z0-9]{16,250}|whsec_[A-Za-z0-9+/=]{20,100})/g },
  { what: 'an npm token', form: /\bnpm_[A-Za-z0-9]{36}/g },
  { what: 'a PyPI token', form: /\bpypi-[\w-]{50,500}/g },
  { what: 'a RubyGems token', form: /\brubygems_[0-9a-f]{48}/g },
  { what: 'a Docker token', form: /\bdckr_(?:pat|oat)_[\w-]{20,100}/g },
  { what: 'a SendGrid key', form: /\bSG\.[\w-]{16,64}\.[\w-]{16,64}/g },
  { what: 'a Twilio key', form: /\bSK[0-9a-f]{32}\b/g },
  { what: 'a Mailgun key', form: /\bkey-[0-9a-f]{32}\b/g },
  { what: 'a Mailchimp key', form: /\b[0-9a-f]{32}-us\d{1,2}\b/g },
  { what: 'a DigitalOcean token', form: /\bdo[opr]_v1_[0-9a-f]{64}/g },
  { what: 'a Vault token', form: /\bhv[bsr]\.[\w-]{20,300}/g },
  { what: 'a Terraform token', form: /\b[A-Za-z0-9]{14}\.atlasv1\.[\w-]{60,100}/g },
  { what: 'a Databricks token', form: /\bdapi[0-9a-f]{32}\b/g },
  { what: 'a Shopify token', form: /\bshp(?:at|ca|pa|ss)_[0-9a-fA-F]{32}/g },
  { what: 'a Square token', form: /\bsq0(?:atp|csp)-[\w-]{22,50}/g },
  { what: 'an Anthropic key', form: /\bsk-ant-[\w-]{20,200}/g },
  { what: 'an OpenAI key', form: /\bsk-(?:proj-|svcacct-|admin-)?[\w-]{32,200}/g },
  { what: 'a Hugging Face token', form: /\bhf_[A-Za-z0-9]{30,60}/g },
  { what: 'an Atlassian token', form: /\bAT(?:ATT3|BB|CTT3)[\w=-]{20,300}/g },
  { what: 'a New Relic key', form: /\bNR(?:AK|AL|II|JS)-[A-Za-z0-9-]{20,60}/g },
  { what: 'a Grafana token', form: /\bgl(?:c|sa)_[\w+/=]{30,400}/g },
  { what: 'a Telegram token', form: /\b\d{8,10}:AA[\w-]{33}\b/g },
  { what: 'a Linear or Notion token', form: /\b(?:lin_api_[A-Za-z0-9]{32,60}|ntn_[A-Za-z0-9]{40,60})/g },
  { what: 'a Sentry token', form: /\bsntr(?:ys|yu)_[\w+/=-]{40,300}/g },
  { what: 'a PlanetScale token', form: /\bpscale_(?:tkn|oauth|pw)_[\w.-]{30,100}/g },
  { what: 'a Doppler token', form: /\bdp\.(?:pt|st|ct|sa)\.[\w.-]{30,100}/g },
  { what: 'a Pulumi token', form: /\bpul-[0-9a-f]{40}\b/g },
  { what: 'a Postman key', form: /\bPMAK-[0-9a-f-]{50,70}/g },
  { what: 'a Supabase or Figma token', form: /\b(?:sbp_[0-9a-f]{40}|figd_[\w-]{30,60})/g },
  { what: 'an Alibaba access key', form: /\bLTAI[A-Za-z0-9]{12,26}\b/g },
  { what: 'an Azure client secret', form: /(?<![\w~.-])[\w~.-]{3}\dQ~[\w~.-]{31,34}(?![\w~-])/g },
  { what: 'an Azure storage key', form: /(?<![A-Za-z0-9+/])[A-Za-z0-9+/]{86}==(?![A-Za-z0-9+/=])/g },
  { what: 'a JSON web token', form: /\beyJ[\w-]{10,4000}\.[\w-]{10,8000}\.[\w-]{0,2000}/g },
];

// user:password in the address of anything; the password may hold `@`, `:` and `/`, and is none where it is a port.
const URL_PASSWORD = /(?<![a-z0-9+.-])([a-z][a-z0-9+.-]{0,30}:\/\/[^\s/:@"'<>[\]]{0,200}:)([^\s"'<>]{1,500})@/gi;
const PORT_AND_PATH = /^\d{1,5}(?:[/?#]|$)/;
// A token alone before the host: `https://TOKEN@host`.
const URL_TOKEN = /\bhttps?:\/\/([A-Za-z0-9_-]{20,300})@/g;
// Addresses of databases that are no URL.
const DRIVER_PASSWORDS = [
  /(?<![\w.-])[\w.-]{1,60}:([^\s@]{1,200})@(?:tcp|unix)\(/g,
  /\bjdbc:oracle:[a-z]{1,10}:[\w.-]{1,60}\/([^\s@]{1,200})@/g,
];
const BEARER = /\bBearer\s{1,5}([\w.~+/-]{8,4000}={0,2})/gi;
const BASIC = /\bBasic\s{1,5}([A-Za-z0-9+/_-]{6,2000}={0,2})/gi;
const FLAG_VALUE = /(?<!\S)--?([A-Za-z][\w.-]{0,100})\s{1,5}("[^"]*"|'[^']*'|[^\s"'-]\S*)/g;
const USER_OPTION = /(?<!\S)(?:-u|--user)[\s=]{1,5}["']?[^\s:"']{1,100}:([^\s"']{1,200})/g;
const SHORT_OPTION = new RegExp(
  String.raw`\b(?:docker login|podman login|helm registry login|sshpass|mysql\w{0,10}` +
    String.raw`|mariadb)\b[^\n]{0,500}?\s-p\s?([^\s-]\S{0,99})`,
  'g',
);
const SET_VARIABLE =
  /(?<!\S)(?:ENV|setx|setenv|fish_add|set -x)\s{1,5}([A-Za-z_]\w{0,100})\s{1,5}("[^"]*"|'[^']*'|[^\s"'=]\S*)/g;
const PIPED_PASSWORD = /\becho\s{1,5}["']?[\w.-]{1,60}:([^\s"'|]{1,200})["']?\s{0,5}\|\s{0,5}(?:sudo )?chpasswd/g;
const QUOTED_AFTER_NAME =
  /\b(?:password|passwd|passphrase|secret|token|api key)\s{1,3}(?:is |was )?["'`]([^"'`\s]{4,200})["'`]/gi;
const OTHER_AUTHORIZATION =
  /\bauthorization["']?\s{0,3}[:=]\s{0,3}["']?(?:token|api-?key|key|digest|negotiate|ntlm)\s{1,3}([^\s"']{8,2000})/gi;
const NETRC = /\blogin\s{1,5}\S{1,200}\s{1,5}password\s{1,5}(\S{1,200})/g;
const XML_ELEMENT = /<([A-Za-z][\w:.-]{0,100})(?:\s[^<>]{0,500})?>([^<]{1,5000})<\//g;
const XML_PAIR =
  /\b(?:name|key)\s{0,3}=\s{0,3}["']([^"'<>]{1,200})["']\s{1,5}value\s{0,3}=\s{0,3}["']([^"'<>]{1,2000})["']/gi;
const YAML_PAIR =
  /\b(?:name|key):[ \t]{0,5}["']?([\w.-]{1,200})["']?[ \t]{0,5}\r?\n[ \t-]{0,100}value:[ \t]{0,5}(\S[^\r\n]{0,2000})/gi;
const KEY = /(?<![\w.-])-{0,2}([A-Za-z_$][\w.$-]{0,100})(\\?["'])?[ \t]{0,5}(=>|:=|[=:])[ \t]{0,5}/g;
// Of addresses that are signed, the signature is the secret.
const SIGNATURES: ReadonlySet<string> = new Set(
  'sig signature x-amz-signature x-amz-security-token x-goog-signature code'.split(' '),
);

// Longer texts are not searched; whoever shows them must not.
const MAX_SEARCHED_LENGTH = 1_000_000;
// Too short for any format, and for eight characters in base64.
const SHORT_WORD = /^[\w.-]{0,10}$/;
// What every pattern of a value after a name needs.
const SEPARATOR = /[\s=:<]/;
// What is wrapped in base64 may be wrapped again.
const MAX_WRAPPING = 3;

/** What kind of credential a text holds by its form, or `undefined`. */
export function secretKindIn(text: string): string | undefined {
  if (text.length < 10) return undefined;
  const searched = text.length > MAX_SEARCHED_LENGTH ? text.slice(0, MAX_SEARCHED_LENGTH) : text;
  const found = SECRET_FORMATS.find(({ form, holds }) =>
    holds === undefined ? searched.search(form) >= 0 : [...searched.matchAll(form)].some(([one]) => holds(one)),
  )?.what;
  return found ?? (maskAddresses(searched) === searched ? undefined : 'a password in a URL');
}

/**
 * A text with `***` in place of every secret: credentials by their form, passwords of connection strings and addresses,
 * values of names that name secrets (`DB_PASSWORD=…`, `token: …`, `--password …`). A text in base64 that holds one, or
 * one that is too long to be searched, becomes `***` as a whole. The same text where there is none.
 */
export function maskSecrets(text: string, wrapping = 0): string {
  if (text.length < 4 || SHORT_WORD.test(text)) return text;
  if (text.length > MAX_SEARCHED_LENGTH) return MASK;
  if (wrapping < MAX_WRAPPING && isWrappedSecret(text, wrapping)) return MASK;
  let masked = text;
  for (const { form, holds } of SECRET_FORMATS) masked = maskMatches(masked, form, holds ?? (() => true));
  return maskNamed(maskAddresses(masked));
}

function maskAddresses(text: string): string {
  let masked = text;
  if (masked.includes('@')) {
    masked = masked.replace(URL_PASSWORD, (whole, start: string, password: string) =>
      PORT_AND_PATH.test(password) || password === MASK ? whole : `${start}${MASK}@`,
    );
    masked = maskMatches(masked, URL_TOKEN, (token) => /\d/.test(token));
    for (const pattern of DRIVER_PASSWORDS) masked = maskMatches(masked, pattern, () => true);
  }
  return masked;
}

function maskNamed(text: string): string {
  if (!SEPARATOR.test(text)) return text;
  let masked = maskMatches(text, BEARER, (token) => token.length >= 16 || /\d/.test(token));
  masked = maskMatches(masked, BASIC, isEncodedLogin);
  masked = maskMatches(masked, USER_OPTION, () => true);
  for (const pattern of [NETRC, SHORT_OPTION, PIPED_PASSWORD, QUOTED_AFTER_NAME, OTHER_AUTHORIZATION])
    masked = maskMatches(masked, pattern, () => true);
  for (const pattern of [FLAG_VALUE, SET_VARIABLE, XML_ELEMENT, XML_PAIR, YAML_PAIR])
    masked = masked.replace(pattern, (whole, name: string, value: string) =>
      namesSecret(name) && value !== MASK && !isReference(value) ? replaceLast(whole, value) : whole,
    );
  return maskAssignments(masked);
}

function replaceLast(whole: string, part: string): string {
  const at = whole.lastIndexOf(part);
  return `${whole.slice(0, at)}${MASK}${whole.slice(at + part.length)}`;
}

/** Masks what a pattern finds: its group, or all of it. */
function maskMatches(text: string, pattern: RegExp, isSecret: (found: string) => boolean): string {
  return text.replace(pattern, (whole: string, group: unknown) => {
    if (typeof group !== 'string') return isSecret(whole) ? MASK : whole;
    return group !== MASK && isSecret(group) ? replaceLast(whole, group) : whole;
  });
}

/** Masks the values of assignments to names of secrets: `name=value`, `name: value`, `"name": "value"`. */
function maskAssignments(text: string): string {
  if (!/[=:]/.test(text)) return text;
  const lines = new LineReader(text);
  let [masked, from] = ['', 0];
  KEY.lastIndex = 0;
  for (let found = KEY.exec(text); found !== null; found = KEY.exec(text)) {
    const [whole, name = '', quote, separator = ''] = found;
    const isSigned = /[?&]/.test(text[found.index - 1] ?? '') && SIGNATURES.has(name.toLowerCase());
    if (!isSigned && !namesSecret(name)) continue;
    // A part of an ARN or of an image is no name.
    if (separator === ':' && /[:/]/.test(text[found.index - 1] ?? '')) continue;
    const start = found.index + whole.length;
    const end = endOfValue(text, start, found.index, quote !== undefined || separator !== '=', lines);
    const value = text.slice(start, end);
    if (MASKED.test(value) || NO_VALUE.test(value) || isReference(value.replace(/^["']|["']$/g, ''))) continue;
    masked += `${text.slice(from, start)}${MASK}`;
    from = end;
    KEY.lastIndex = Math.max(end, KEY.lastIndex);
  }
  return masked + text.slice(from);
}

const MASKED = /^\*{3}(?:$|[\s;,&"'}\])\\#])/;
const NO_VALUE = /^(?:["']{0,2}|true|false|null|none|nil|~|["'](?:true|false)["']|\{|\[|[{[]\s*[\]}]?)$/i;
const NEXT_NAME = /\s{0,5}[A-Za-z_][\w. -]{0,60}[=:]/y;

/** The bounds of lines, asked for in ascending order; every line is looked for once. */
class LineReader {
  start = 0;
  end = -1;
  readonly #text: string;
  readonly #breaks = /\r?\n|\\n/g;

  constructor(text: string) {
    this.#text = text;
  }

  /** Goes on to the line of a place. */
  seek(place: number): void {
    while (this.end < place) {
      this.start = this.#breaks.lastIndex;
      this.end = this.#breaks.exec(this.#text)?.index ?? this.#text.length;
      if (this.end === this.#text.length) this.#breaks.lastIndex = this.#text.length;
    }
  }
}

// A quoted value that is longer counts as one that is never closed.
const MAX_QUOTED_LENGTH = 4_000;

/** Where the value that begins at a place of a text ends. */
function endOfValue(text: string, start: number, keyAt: number, isLabel: boolean, lines: LineReader): number {
  lines.seek(start);
  const closing = text.startsWith('\\"', start) ? '\\"' : CLOSING[text[start] ?? ''];
  if (closing !== undefined && (closing !== '}' || !isLabel)) {
    const from = start + closing.length;
    const end = text.slice(from, from + MAX_QUOTED_LENGTH).indexOf(closing);
    return end < 0 ? lines.end : from + end + closing.length;
  }
  const before = text.slice(Math.max(lines.start, keyAt - 120), keyAt);
  const opensLine = keyAt - lines.start < 120 && OPENS_LINE.test(before);
  if (isLabel && opensLine) return blockEnd(text, start, lines.end, keyAt - lines.start);
  const enclosing = ['"', "'", '`'].filter((quote) => before.includes(quote));
  for (let at = start; at < lines.end; at++) {
    const character = text[at]!;
    if (enclosing.includes(character) || character === '<') return at;
    if (!/[\s;&,]/.test(character)) continue;
    NEXT_NAME.lastIndex = at + 1;
    if (NEXT_NAME.test(text) || (!opensLine && (/\s/.test(character) || (character === ';' && isLabel)))) return at;
  }
  return lines.end;
}

const CLOSING: Readonly<Record<string, string>> = { '"': '"', "'": "'", '`': '`', '{': '}' };
const OPENS_LINE = /^\s{0,100}(?:- |export |set |env |\$env:|-e )?\s{0,5}["']?$/i;

/** The end of a YAML value: of its line, or, of a block, of the lines that are indented deeper than its key. */
function blockEnd(text: string, start: number, line: number, indent: number): number {
  if (!/^[|>][+-]?\d?\s*$/.test(text.slice(start, Math.min(line, start + 10)))) return line;
  let end = line;
  for (;;) {
    const next = text.indexOf('\n', end);
    if (next < 0) return end;
    const after = text.indexOf('\n', next + 1);
    const content = text.slice(next + 1, after < 0 ? undefined : after);
    if (content.trim() !== '' && content.search(/\S/) <= indent) return end;
    end = next + 1 + content.length;
  }
}

/** Whether a text is base64 of one that holds a secret. */
function isWrappedSecret(text: string, wrapping: number): boolean {
  const data = /^data:[\w/+.-]{0,100};base64,/.exec(text)?.[0].length ?? 0;
  const decoded = decodeBase64(data === 0 ? text : text.slice(data));
  if (decoded === undefined || decoded.length < 8) return false;
  // Binary data is not looked into.
  const odd = decoded.replace(/[\t\n\r -~\u0080-\uffff]/g, '').length;
  return odd * 20 < decoded.length && maskSecrets(decoded, wrapping + 1) !== decoded;
}
