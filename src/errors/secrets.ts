/** What stands in the place of a secret. */
export const MASK = '***';

/** A way in which secrets are written: the pattern keeps its groups `$1` and `$2`, and masks what is between them. */
interface SecretFormat {
  readonly what: string;
  /** Linear in the text. */
  readonly pattern: RegExp;
  /** Whether what was found is a secret; it is unless this says otherwise. */
  readonly isSecret?: (match: readonly (string | undefined)[]) => boolean;
}

/** Texts that are a credential by their form, wherever they stand. */
const CREDENTIALS: readonly SecretFormat[] = [
  {
    what: 'a private key',
    pattern:
      /(-----BEGIN (?:[A-Z]+ ){0,3}PRIVATE KEY-----)[^-]*(?:-(?!----END)[^-]*)*((?:-----END [A-Z ]{0,40}-----)?)/g,
  },
  // The same in base64: "-----BEGIN " at one of its three alignments, or its header in a line of its own.
  { what: 'a private key', pattern: /(LS0tLS1CRUdJTi)[A-Za-z0-9+/=\s]{20,}()/g },
  { what: 'an AWS access key', pattern: /\b((?:AKIA|ASIA))[0-9A-Z]{16}\b()/g },
  { what: 'a GitHub token', pattern: /\b(gh[pousr]_)[A-Za-z0-9]{36,255}()/g },
  { what: 'a GitHub token', pattern: /\b(github_pat_)\w{40,255}()/g },
  { what: 'a GitLab token', pattern: /\b(glpat-)[\w-]{20,255}()/g },
  { what: 'a Slack token', pattern: /\b(xox[abeprs]-)[A-Za-z0-9-]{10,255}()/g },
  { what: 'a Google API key', pattern: /\b(AIza)[\w-]{35}()/g },
  { what: 'a Stripe key', pattern: /\b([sr]k_live_)[A-Za-z0-9]{20,255}()/g },
  { what: 'an npm token', pattern: /\b(npm_)[A-Za-z0-9]{36}()/g },
  { what: 'a JSON web token', pattern: /\b(eyJ)[\w-]{10,4000}\.eyJ[\w-]{5,8000}\.[\w-]{10,2000}()/g },
  { what: 'a password in a URL', pattern: /\b([a-z][a-z0-9+.-]{0,20}:\/\/[^\s/:@]{0,200}:)[^\s/@]{1,500}(@)/gi },
  {
    what: 'a signature in a URL',
    pattern: /([?&;](?:amp;)?(?:sig|signature|x-amz-signature|x-goog-signature)=)[^&\s"'<>]{8,2000}()/gi,
  },
  { what: 'a credential in a header', pattern: /\b((?:Bearer|Basic) {1,3})[\w.~+/=-]{8,8000}()/g },
];

/** A name and its value in a text: `password=…`, `"password": "…"`, `Password=…;`, `--password …`. */
const ASSIGNMENTS: readonly SecretFormat[] = [
  {
    what: 'a named secret',
    pattern: /((?<![\w.-])["']?([\w.-]{2,80})["']?\s{0,3}[=:]\s{0,3}["']?)(?<![:=]\/\/)[^\s"',;&<>]{1,4000}()/g,
    isSecret: ([, , name = '']) => namesSecret(name),
  },
  {
    what: 'a named secret',
    pattern: /((?<!\S)--?([\w-]{2,80})\s{1,3})[^\s-][^\s]{0,4000}()/g,
    isSecret: ([, , name = '']) => namesSecret(name),
  },
];

// Longer texts are looked at in their first part alone.
const MAX_SEARCHED_LENGTH = 1_000_000;

/** What kind of credential a text holds by its form alone, or `undefined`. */
export function secretKindIn(text: string): string | undefined {
  if (text.length < 16) return undefined;
  const start = text.slice(0, MAX_SEARCHED_LENGTH);
  return CREDENTIALS.find(({ pattern }) => start.search(pattern) >= 0)?.what;
}

/**
 * A text with every secret in it masked, by its form or by the name beside it: `postgres://app:***@db.internal/shop`,
 * `password=***`. What is around a secret stays readable. For messages of errors and lines of logs. Linear in the text.
 */
export function maskSecrets(text: string): string {
  let masked = text;
  for (const { pattern } of CREDENTIALS)
    masked = masked.replace(pattern, (...match) => `${match[1]}${MASK}${match[2]}`);
  for (const { pattern, isSecret } of ASSIGNMENTS)
    masked = masked.replace(pattern, (...match) => (isSecret?.(match) === false ? match[0] : `${match[1]}${MASK}`));
  return masked;
}

/**
 * The last words of keys whose values are secrets, written together in lower case: `masterUserPassword`, `db-password`
 * and `DB_PASSWORD` all end in `password`. A key that goes on (`password_policy`, `secret_arn`) is none.
 */
const SECRET_ENDINGS: readonly string[] = [
  'password',
  'passwords',
  'passwd',
  'passphrase',
  'pwd',
  'secret',
  'secretvalue',
  'secretstring',
  'secretbinary',
  'secretkey',
  'token',
  'apikey',
  'privatekey',
  'privatekeypem',
  'accesskey',
  'accountkey',
  'sharedkey',
  'signingkey',
  'encryptionkey',
  'connectionstring',
  'credential',
  'credentials',
  'credentialsjson',
  'kubeconfig',
  'kubeconfigraw',
  'bearer',
];

/** Words that are a secret alone or after another word: `smtp_pass`, but not `bypass`. */
const SECRET_WORD = /(?:^|[^A-Za-z0-9]|[a-z0-9](?=P))pass$/i;

/** Names that end like a secret and are none. */
const HARMLESS_NAMES: ReadonlySet<string> = new Set(['nexttoken', 'continuationtoken', 'clienttoken']);

/** Whether a key names a secret. A number at its end (`password2`) and `_wo` (write-only) change nothing. */
export function namesSecret(key: string): boolean {
  if (key.length > 200) return false;
  const bare = key.replace(/[_-]?(?:\d{1,3}|wo)$/i, '');
  const name = bare.replace(/[^A-Za-z0-9]/g, '').toLowerCase();
  if (HARMLESS_NAMES.has(name)) return false;
  return SECRET_ENDINGS.some((ending) => name.endsWith(ending)) || SECRET_WORD.test(bare);
}
