import { describe, expect, it } from 'vitest';
import { FAMILIES } from '../../src/drift/security-fields.js';
import { judgeSetting } from '../../src/drift/settings/judge.js';
import { SECURITY_SETTINGS } from '../../src/drift/settings/security-settings.js';
import type { SecuritySetting, Unsafe } from '../../src/drift/settings/setting.js';

const grave = (severity: string): boolean => severity === 'security' || severity === 'critical';
const named = (setting: SecuritySetting, i: number): [string, SecuritySetting] => [
  `${i} ${setting.types[0]} ${setting.paths[0]!.join('.')} ${setting.unsafe.kind}`,
  setting,
];

/** A safe and an unsafe value of a setting, by its kind alone. */
function samples(unsafe: Unsafe): [safe: unknown, unsafe: unknown] {
  switch (unsafe.kind) {
    case 'off':
      return [true, false];
    case 'on':
      return ['Disabled', 'Enabled'];
    case 'words':
      return ['some-safe-word', unsafe.words[0]!.replaceAll('~', '')];
    case 'notWords':
      return [unsafe.words[0]!.replaceAll('~', ''), 'any-other-word'];
    case 'oldTls':
      return ['TLS1_2', 'TLS1_0'];
    case 'below':
      return [unsafe.limit, unsafe.limit - 1];
    case 'above':
      return [unsafe.limit, unsafe.limit + 1];
    case 'absent':
      return [{ some: 'block' }, undefined];
    case 'present':
      return [undefined, { some: 'block' }];
    case 'loses':
      return [[unsafe.words?.[0]!.replaceAll('~', '') ?? 'one', 'other'], ['other']];
    case 'gains':
      return [['other'], ['other', unsafe.words?.[0]!.replaceAll('~', '') ?? 'one']];
    case 'clearUrl':
      return ['https://x.example', 'http://x.example'];
    case 'memberWithout':
      return [[], [{}]];
    case 'everyone':
      return [['10.0.0.0/8'], ['10.0.0.0/8', '0.0.0.0/0']];
  }
}

function judged(setting: SecuritySetting, path: readonly string[], before: unknown, after: unknown): readonly string[] {
  const beside = setting.where && { [setting.where.keys[0]!]: setting.where.words[0] };
  const resourceType = setting.types[0]!.replace(/\*$/, 'x');
  const side = (value: unknown): unknown =>
    path.length === 0
      ? value
      : path.reduceRight<unknown>((inner, key, i) => ({ ...(i === path.length - 1 && beside), [key]: inner }), value);
  const resource = { before: side(before), after: side(after) };
  return judgeSetting({ resourceType, path, before, after, resource })
    .filter(({ sources }) => sources === setting.sources)
    .map(({ severity }) => severity);
}

describe('every setting', () => {
  it.each(SECURITY_SETTINGS.map(named))(
    '%s rests on public checks and says what happened',
    (_, { sources, weakened, types, paths }) => {
      expect(sources.length).toBeGreaterThan(0);
      for (const source of sources)
        expect(source).toMatch(
          /^(?:AVD-(?:AWS|AZU|GCP|KSV|KCV)-\d{4}|CKV2?_(?:AWS|AZURE|GCP|K8S)_\d+|CVE-\d{4}-\d+|(?:CIS|PSS|NSA)-[\w.-]+|DOC-[A-Z][\w-]+|[A-Z][A-Za-z0-9]+\.\d+)$/,
        );
      expect(weakened.length).toBeGreaterThan(5);
      expect(types.length * paths.length).toBeGreaterThan(0);
    },
  );

  it.each(SECURITY_SETTINGS.map(named))('%s: from safe to unsafe is grave, the other way is not', (_, setting) => {
    const [safe, unsafe] = samples(setting.unsafe);
    for (const path of setting.paths) {
      expect(judged(setting, path, safe, unsafe)).toContain(setting.severity);
      expect(judged(setting, path, unsafe, safe).some(grave)).toBe(false);
      expect(judged(setting, path, safe, safe).some(grave)).toBe(false);
      expect(judged(setting, path, unsafe, unsafe).some(grave)).toBe(false);
    }
  });

  it.each(SECURITY_SETTINGS.filter(({ unsafe }) => unsafe.kind === 'off' || unsafe.kind === 'on').map(named))(
    '%s: a side that says nothing is judged by the documented default',
    (_, setting) => {
      expect(setting.absent).toBeDefined();
      const [safe, unsafe] = samples(setting.unsafe);
      const words = ['true', 'enabled', 'on', 'yes'];
      const isOn = words.includes(String(setting.absent).toLowerCase());
      const isUnsafe = setting.unsafe.kind === 'on' ? isOn : !isOn;
      const path = setting.paths[0]!;
      expect(judged(setting, path, safe, undefined).some(grave)).toBe(isUnsafe);
      expect(judged(setting, path, undefined, unsafe).some(grave)).toBe(!isUnsafe);
    },
  );
});

describe('the tables together', () => {
  it('are critical only where something can be reached or used by everyone', () => {
    const critical = SECURITY_SETTINGS.filter(({ severity }) => severity === 'critical');
    for (const { weakened } of critical) {
      expect(weakened).toMatch(
        /public|everyone|anyone|every account|everywhere|without authori[sz]ation|no authentication|every action|every right|full rights|whole file|private network|can call it|rights to anyone/,
      );
    }
  });

  it('name the same setting of a type once', () => {
    const seen = new Map<string, SecuritySetting>();
    for (const setting of SECURITY_SETTINGS) {
      const key = JSON.stringify([setting.types, setting.paths, setting.unsafe, setting.where]);
      expect(seen.get(key)?.weakened).toBeUndefined();
      seen.set(key, setting);
    }
  });

  it('cover every provider', () => {
    const count = (prefix: RegExp): number =>
      SECURITY_SETTINGS.filter(({ sources }) => sources.some((source) => prefix.test(source))).length;
    expect(count(/AWS/)).toBeGreaterThan(150);
    expect(count(/AZU/)).toBeGreaterThan(120);
    expect(count(/GCP/)).toBeGreaterThan(80);
    expect(count(/KSV|KCV|K8S/)).toBeGreaterThan(70);
  });
});

describe('families', () => {
  it.each<[string, unknown, unknown]>([
    ['someEncryptionEnabled', true, false],
    ['disable_encryption', false, true],
    ['auditLogConfig', { target: 'x' }, undefined],
    ['require_tls', true, false],
    ['minimum_ssl_version', 'TLS1_2', 'TLS1_0'],
    ['local_authentication_disabled', true, false],
    ['allow_anonymous_access', false, true],
    ['allowPublicAccess', false, true],
    ['threat_protection_enabled', true, false],
    ['key_rotation_enabled', true, false],
  ])('judge %s by its name', (key, safe, unsafe) => {
    const severities = (before: unknown, after: unknown): readonly string[] =>
      judgeSetting({ resourceType: 'unheard_of', path: [key], before, after }).map(({ severity }) => severity);
    expect(severities(safe, unsafe).some(grave)).toBe(true);
    expect(severities(unsafe, safe).some(grave)).toBe(false);
  });

  it.each([
    'xray_tracing_enabled',
    'enhanced_monitoring',
    'multi_az',
    'performance_insights_enabled',
    'login_banner',
    'catalog',
    'instance_type',
    'replicas',
    'logical_name',
  ])('do not judge %s', (key) => {
    expect(judgeSetting({ resourceType: 'unheard_of', path: [key], before: true, after: false })).toEqual([]);
  });

  it('rest on public checks', () => {
    for (const { setting } of FAMILIES) expect(setting.sources.length).toBeGreaterThan(2);
  });
});
