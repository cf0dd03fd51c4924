/** Words that, at the end of a key, say that its value is a secret: `db_password`, `smtpPass`, `AUTH_TOKEN`. */
const SECRET_WORDS: ReadonlySet<string> = wordsOf(
  'password passwords passwd passwds pwd pass passphrase passcode pw secret token credential credentials bearer psk',
  'apikey apikeys apitoken authtoken accesstoken secretkey privatekey accesskey accountkey sharedkey signingkey',
  'masterkey presharedkey connectionstring connstring kubeconfig passkey keytab htpasswd dockercfg dockerconfigjson',
  'pgpass authkey connectionuri sharedsecret',
);

/** The same where the value is a text; as an object it is a setting: `cookie: { name, ttl }`. */
const SECRET_TEXT_WORDS: ReadonlySet<string> = wordsOf('cookie jwt pat sas otp totp pin');

/** What kind of key `… key` at the end of a name must be to be a secret one. */
const SECRET_KEY_KINDS: ReadonlySet<string> = wordsOf(
  'access api private account shared signing encryption decryption master secret license',
  'storage session service client auth authentication authorization hmac integration subscription',
  'function admin root ingestion write preshared deploy',
  'symmetric server crypto cipher wallet recovery activation bot app application consumer user rest stream',
);

/** The same of `… string` and of a few more last words. */
const SECRET_ENDINGS: ReadonlySet<string> = wordsOf(
  'connectionstring authstring communitystring snmpcommunity sharedaccesssignature',
  'sassignature kubeconfig sasuri sasurl',
  'webhookurl webhookuri authheader seedphrase basicauth userpass loginpass',
);

/** Long words that are secrets also where nothing separates them from the word before: `masterpassword`. */
const SECRET_SUFFIXES: readonly string[] = [
  'password',
  'passwd',
  'passphrase',
  'pwd',
  'secret',
  'token',
  'apikey',
  'secretkey',
  'privatekey',
  'accesskey',
  'accountkey',
  'sharedkey',
  'signingkey',
  'encryptionkey',
  'masterkey',
  'connectionstring',
  'credential',
  'credentials',
  'kubeconfig',
];

/** Last words that say how a secret is written, not what it is: `private_key_pem`, `password_wo`, `secret_string`. */
const FORM_WORDS: ReadonlySet<string> = wordsOf(
  'wo value values plaintext plain base64 b64 pem encoded string data binary json content contents text raw enc der',
  'pkcs8 pkcs jwk hex input default current previous old new primary secondary payload blob literal clear cleartext',
);

/** Names that end like a secret and are none. */
const HARMLESS_NAMES: ReadonlySet<string> = wordsOf(
  'nexttoken continuationtoken clienttoken pagetoken nextpagetoken idempotencytoken clientrequesttoken requesttoken',
  'creatortoken synctoken canceltoken callerreferencetoken changetoken locktoken tasktoken bypass compass',
);

const MAX_NAME_LENGTH = 200;

/**
 * Whether a key names a secret, in whatever spelling: `masterUserPassword`, `db-password`, `DB_PASSWORD_2`. A key that
 * goes on (`password_policy`, `secret_arn`, `token_ttl`) is none. `isText`: whether a text stands under it.
 */
export function namesSecret(key: string, isText = true): boolean {
  if (key.length > MAX_NAME_LENGTH) return false;
  return isSecretName(key) || (isText && SECRET_TEXT_WORDS.has(splitWords(key).at(-1) ?? ''));
}

/** Whether a key says nothing but how a value is written, as in `password: { value: … }`. */
export const namesForm = (key: string): boolean => key.length <= MAX_NAME_LENGTH && splitWords(key).every(isFormWord);

function isSecretName(key: string): boolean {
  const known = knownNames.get(key);
  if (known !== undefined) return known;
  const secret = decide(key);
  if (knownNames.size < MAX_KNOWN_NAMES) knownNames.set(key, secret);
  return secret;
}

// The same few keys are asked about over and over.
const MAX_KNOWN_NAMES = 5_000;
const knownNames = new Map<string, boolean>();

function decide(key: string): boolean {
  const words = splitWords(key);
  for (;;) {
    if (HARMLESS_NAMES.has(words.join(''))) return false;
    if (endsInSecret(words)) return true;
    if (words.length < 2 || !isFormWord(words.at(-1)!)) return false;
    words.pop();
  }
}

function endsInSecret(words: readonly string[]): boolean {
  const [last = '', before = '', third = ''] = words.toReversed();
  const pair = before + last;
  return (
    SECRET_WORDS.has(last) ||
    SECRET_WORDS.has(pair) ||
    SECRET_ENDINGS.has(pair) ||
    SECRET_ENDINGS.has(third + pair) ||
    ((last === 'key' || last === 'keys') && SECRET_KEY_KINDS.has(before)) ||
    SECRET_SUFFIXES.some((suffix) => words.join('').endsWith(suffix))
  );
}

const isFormWord = (word: string): boolean => FORM_WORDS.has(word) || /^v?\d+$/.test(word);

/** `masterUserPassword2` as `master`, `user`, `password`, `2`. */
function splitWords(key: string): string[] {
  return key
    .replace(/([a-z])([A-Z0-9])/g, '$1 $2')
    .replace(/([A-Z])([A-Z][a-z])/g, '$1 $2')
    .replace(/([A-Z]{2,})(\d+)$/, '$1 $2')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '');
}

/** Keys beside which the name of a variable stands in a list of pairs. */
const NAME_KEYS: ReadonlySet<string> = wordsOf(
  'name key parametername parameterkey variablename variable varname envname optionname headername header field',
  'settingname propertyname attributename configname keyname',
);

/** Keys under which its value stands. */
const VALUE_KEYS: ReadonlySet<string> = wordsOf(
  'value val parametervalue variablevalue envvalue optionvalue headervalue fieldvalue settingvalue propertyvalue',
  'attributevalue configvalue defaultvalue stringvalue plaintextvalue secretvalue currentvalue default',
);

/** Whether a key holds the name in a pair of name and value, in any spelling. */
export const isNameKey = (key: string): boolean => NAME_KEYS.has(plain(key));

/** Whether a key holds the value in a pair of name and value, in any spelling. */
export const isValueKey = (key: string): boolean => VALUE_KEYS.has(plain(key));

const plain = (key: string): string =>
  key.length > MAX_NAME_LENGTH ? '' : key.replace(/[^A-Za-z0-9]/g, '').toLowerCase();

function wordsOf(...lines: readonly string[]): ReadonlySet<string> {
  return new Set(lines.flatMap((line) => line.split(' ')));
}

const REFERENCES = [
  /^arn:[\w-]{1,20}:[\w-]{1,40}:[\w-]{0,30}:\d{0,12}:[\w/:.+=@,*-]{1,500}$/,
  /^\$?\{\{?[\w.:\s"'[\]()/-]{1,300}\}?\}$/,
  /^\$[A-Za-z_]\w{0,100}$/,
  /^(?:\/subscriptions\/|projects\/)[\w./:-]{1,500}$/,
  /^@Microsoft\.KeyVault\([^()]{1,500}\)$/,
  /^alias\/[\w/-]{1,250}$/,
  /^https:\/\/[\w-]{3,24}\.vault\.(?:azure\.net|usgovcloudapi\.net|azure\.cn)\/[\w/-]{1,300}$/,
  /^(?:var|local|data|module|aws_[a-z_]+|azurerm_[a-z_]+|google_[a-z_]+|random_password)\.[\w.[\]"-]{1,300}$/,
  /^vault:[\w/.#-]{1,300}$/,
  /^!(?:Ref|Sub|GetAtt|ImportValue|vault|reference)\b/,
];

/** Whether a text only says where a secret is kept: an ARN, a path of a vault, a reference to another value. */
export const isReference = (text: string): boolean =>
  text.length < 600 && REFERENCES.some((pattern) => pattern.test(text));

const BASE64 = /^[A-Za-z0-9+/_-]{2}[A-Za-z0-9+/_\s-]*={0,2}\s*$/;

/** Whether a text is `user:password` in base64, as registries and headers hold it. */
export const isEncodedLogin = (text: string): boolean => decodeBase64(text)?.includes(':') === true;

export function decodeBase64(text: string): string | undefined {
  if (text.length < 8 || !BASE64.test(text)) return undefined;
  const plain = text.replace(/[\s=]/g, '').replaceAll('-', '+').replaceAll('_', '/');
  try {
    // Part of a longer text may end within a group of four.
    return atob(plain.length % 4 === 1 ? plain.slice(0, -1) : plain);
  } catch {
    return undefined;
  }
}
