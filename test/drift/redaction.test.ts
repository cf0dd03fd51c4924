import { describe, expect, it } from 'vitest';
import { hmacHex } from '../../src/codec/digest.js';
import { compileGlob, redact } from '../../src/drift/index.js';
import { secretKindIn } from '../../src/errors/mask-secrets.js';
import { namesSecret } from '../../src/errors/secret-names.js';
import { orThrow } from '../../src/prelude.js';

const rules = (...patterns: readonly string[]) => ({
  sensitive: patterns.map((pattern) => orThrow(compileGlob(pattern))),
  digestKey: 'a key for these tests',
});
const shown = (value: unknown, ...patterns: readonly string[]): unknown => redact(value, [], value, rules(...patterns));
const hidden = (value: unknown, length: number, masked?: string) => ({
  redacted: true,
  length,
  ...(masked !== undefined && { masked }),
  digest: hmacHex('a key for these tests', JSON.stringify(value)).slice(0, 16),
});

describe('redaction', () => {
  it.each([
    'password',
    'masterUserPassword',
    'DB_PASSWORD',
    'client-secret',
    'auth_token',
    'apiKey',
    'private_key',
    'connectionString',
    'AccountKey',
    'credentials',
  ])('takes %s for the name of a secret', (name) => expect(namesSecret(name)).toBe(true));

  it.each([
    'password_policy',
    'secret_arn',
    'http_tokens',
    'kms_key_id',
    'key_name',
    'token_ttl',
    'access_key_id',
    'NextToken',
    'partition_key',
    'secrets_manager_arn',
    'public_key',
  ])('takes %s for none', (name) => expect(namesSecret(name)).toBe(false));

  it('shows a secret by its length and a keyed digest', () => {
    expect(shown({ db: { password: 'hunter2', user: 'u' } })).toEqual({
      db: { password: hidden('hunter2', 7), user: 'u' },
    });
  });

  it('hides what stands below a secret as a whole, and what stands beside the name of one', () => {
    expect(shown({ credentials: { a: 1, b: 2 } })).toEqual({ credentials: hidden({ a: 1, b: 2 }, 2) });
    expect(
      shown([
        { name: 'API_TOKEN', value: 'x' },
        { name: 'PORT', value: 'y' },
      ]),
    ).toEqual([
      { name: 'API_TOKEN', value: hidden('x', 1) },
      { name: 'PORT', value: 'y' },
    ]);
  });

  it('hides what a pattern marks, at any depth', () => {
    expect(shown({ a: [{ b: 'x', c: 'y' }] }, 'a[*].b')).toEqual({ a: [{ b: hidden('x', 1), c: 'y' }] });
    expect(redact('x', ['a', 0, 'b'], { a: [{ b: 'x' }] }, rules('a[0].b'))).toEqual(hidden('x', 1));
    expect(redact('x', ['a', 0, 'b'], { a: [{ b: 'x' }] }, rules('a'))).toEqual(hidden('x', 1));
  });

  it('hides the elements of a list that a pattern marks, all or one', () => {
    expect(shown({ a: ['x', 'y'] }, 'a[*]')).toEqual({ a: [hidden('x', 1), hidden('y', 1)] });
    expect(shown({ a: ['x', { b: 'y' }] }, '*.a[1]', 'a[1]')).toEqual({ a: ['x', hidden({ b: 'y' }, 1)] });
    expect(redact(['x', 'y'], ['a'], { a: ['x', 'y'] }, rules('a.0'))).toEqual([hidden('x', 1), 'y']);
  });

  it('hides a document in a text that holds a secret', () => {
    const text = JSON.stringify({ containers: [{ environment: [{ name: 'DB_PASSWORD', value: 'x' }] }] });
    expect(shown({ definitions: text, other: '{"a":1}' })).toEqual({
      definitions: hidden(text, text.length),
      other: '{"a":1}',
    });
  });

  it.each([
    ['-----BEGIN OPENSSH PRIVATE KEY-----\nb3Blbn', 'a private key', undefined],
    ['export AWS=AKIAABCDEFGHIJKLMNOP', 'an AWS access key', 'export AWS=***'],
    [`ghp_${'a1'.repeat(18)}`, 'a GitHub token', undefined],
    ['postgres://admin:hunter2@db.example.com/app', 'a password in a URL', 'postgres://admin:***@db.example.com/app'],
    [`AIza${'x'.repeat(35)}`, 'a Google API key', undefined],
  ])('knows %j by its form', (text, what, masked) => {
    expect(secretKindIn(text)).toBe(what);
    expect(shown({ note: text })).toEqual({ note: hidden(text, text.length, masked) });
  });

  it('shows where a secret is kept, and the settings of one', () => {
    const kept = {
      db_password: 'arn:aws:secretsmanager:eu-west-1:123456789012:secret:db',
      volumes: [{ name: 'tls', secret: { secretName: 'web-tls' } }],
      cookie: { name: 'session', ttl: 60 },
      authorization: 'AWS_IAM',
      password: true,
    };
    expect(shown(kept)).toBe(kept);
  });

  it('hides everything in objects that hold secrets alone', () => {
    const secret = (data: unknown) => ({ kind: 'Secret', type: 'Opaque', metadata: { name: 'db' }, data });
    expect(shown(secret({ cfg: 'eA==' }))).toEqual(secret(hidden({ cfg: 'eA==' }, 1)));
    expect(shown({ type: 'SecureString', value: 'x', name: 'a' })).toMatchObject({ value: hidden('x', 1), name: 'a' });
    const ofType = (resourceType: string) => redact({ data: { a: 'x' } }, [], {}, { ...rules(), resourceType });
    expect(ofType('kubernetes_secret_v1')).toEqual({ data: hidden({ a: 'x' }, 1) });
    expect(ofType('kubernetes_config_map')).toEqual({ data: { a: 'x' } });
  });

  it.each([
    ['an option before it', ['serve', '--password', 'x'], ['serve', '--password', hidden('x', 1)]],
    ['a header', { Authorization: 'x1' }, { Authorization: hidden('x1', 2) }],
    [
      'a login of a registry',
      { auths: { r: { auth: 'dXNlcjpwYXNz' } } },
      { auths: { r: { auth: hidden('dXNlcjpwYXNz', 12) } } },
    ],
    ['the key above', { password: { value: 'x' } }, { password: hidden({ value: 'x' }, 1) }],
    [
      'a pair in snake case',
      { parameter_name: 'db_password', parameter_value: 'x' },
      { parameter_name: 'db_password', parameter_value: hidden('x', 1) },
    ],
  ])('knows a secret by %s', (_, value, expected) => expect(shown(value)).toEqual(expected));

  it.each([
    'https://example.com/a:b@c',
    'arn:aws:kms:eu-west-1:123456789012:key/abc',
    'ami-0ff8a91507f77f867',
    'sha256:9f86d081884c7d659a2feaa0c55ad015',
    'MIIB'.repeat(10),
  ])('takes %j for no secret', (text) => expect(secretKindIn(text)).toBeUndefined());

  it('leaves what says nothing: switches, null and empty texts', () => {
    const value = { password: null, require_password: true, token: '' };
    expect(shown(value)).toBe(value);
  });

  it('gives a value without a secret back as the same object', () => {
    const value = { a: [{ b: 'c' }], d: 5n };
    expect(shown(value)).toBe(value);
  });

  it('puts away what is too deep to be recorded', () => {
    let deep: unknown = 'end';
    for (let i = 0; i < 50_000; i++) deep = { a: deep };
    expect(JSON.stringify(shown(deep)).length).toBeLessThan(2_000);
  });

  it('is not slowed down by a hostile text', () => {
    for (const text of [
      'a://'.repeat(100_000),
      'eyJ'.repeat(100_000),
      `eyJ${'a'.repeat(200_000)}`,
      '-----BEGIN '.repeat(50_000),
      '{"a":'.repeat(50_000),
    ]) {
      expect(secretKindIn(text) ?? 'none').toBe('none');
    }
  });
});
