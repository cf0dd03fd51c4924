/**
 * The last words of keys whose values are secrets, written together in lower case: `masterUserPassword`, `db-password`
 * and `DB_PASSWORD` all end in `password`. A key that goes on (`password_policy`, `secret_arn`) is none.
 */
const SECRET_ENDINGS: readonly string[] = [
  'password',
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

/** Names that end like a secret and are none. */
const HARMLESS_NAMES: ReadonlySet<string> = new Set(['nexttoken', 'continuationtoken', 'clienttoken']);

/** Whether a key names a secret. */
export function namesSecret(key: string): boolean {
  const name = key.replace(/[^A-Za-z0-9]/g, '').toLowerCase();
  return name.length <= 200 && !HARMLESS_NAMES.has(name) && SECRET_ENDINGS.some((ending) => name.endsWith(ending));
}
