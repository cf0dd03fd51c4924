/** Texts that are a credential by their form, whatever field they stand in. Each pattern is linear in the text. */
const SECRET_FORMATS: ReadonlyArray<{ readonly what: string; readonly form: RegExp }> = [
  { what: 'a private key', form: /-----BEGIN (?:[A-Z]+ ){0,3}PRIVATE KEY-----/ },
  { what: 'an AWS access key', form: /\b(?:AKIA|ASIA)[0-9A-Z]{16}\b/ },
  { what: 'a GitHub token', form: /\b(?:gh[pousr]_[A-Za-z0-9]{36}|github_pat_\w{40})/ },
  { what: 'a GitLab token', form: /\bglpat-[\w-]{20}/ },
  { what: 'a Slack token', form: /\bxox[abprs]-[A-Za-z0-9-]{10}/ },
  { what: 'a Google API key', form: /\bAIza[\w-]{35}/ },
  { what: 'a Stripe key', form: /\b[sr]k_live_[A-Za-z0-9]{20}/ },
  { what: 'an npm token', form: /\bnpm_[A-Za-z0-9]{36}/ },
  { what: 'a JSON web token', form: /\beyJ[\w-]{10,2000}\.eyJ[\w-]{10,4000}\.[\w-]{10}/ },
  { what: 'a password in a URL', form: /\b[a-z][a-z0-9+.-]{0,20}:\/\/[^\s/:@]{1,200}:[^\s/@]{1,200}@/i },
];

// Longer texts are looked at in their first part alone.
const MAX_SEARCHED_LENGTH = 1_000_000;

/** What kind of credential a text holds, or `undefined`. */
export function secretKindIn(text: string): string | undefined {
  if (text.length < 16) return undefined;
  const looked = text.length > MAX_SEARCHED_LENGTH ? text.slice(0, MAX_SEARCHED_LENGTH) : text;
  return SECRET_FORMATS.find(({ form }) => form.test(looked))?.what;
}
