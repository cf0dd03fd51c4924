import { Buffer } from 'node:buffer';
import { describe, expect, it } from 'vitest';
import { maskSecrets, secretKindIn } from '../../src/errors/mask-secrets.js';

const SECRET = 'Zq8fK2mPq9LwXz71Ab';

const HIDDEN: readonly string[] = [
  `org.apache.kafka.common.security.plain.PlainLoginModule required username="u" password="${SECRET}";`,
  `cache.internal:6380,password=${SECRET}=,ssl=True,abortConnect=False`,
  `Driver={ODBC Driver 18};Server=db;Uid=svc;Pwd={${SECRET};x};`,
  `Endpoint=sb://ns.servicebus.windows.net/;SharedAccessKeyName=Root;SharedAccessKey=${SECRET}=`,
  `AccountEndpoint=https://x.documents.azure.com:443/;AccountKey=${SECRET}==;`,
  `smtps://user%40x:${SECRET}@smtp.internal:465`,
  `https://bob:${SECRET}@git.internal/r.git`,
  `mongodb://u:${SECRET}@h1:27017,h2:27017/?replicaSet=r`,
  `jdbc:mysql://h/db?user=u&password=${SECRET}`,
  `jdbc:sqlserver://host:1433;user=u;password=${SECRET};encrypt=true`,
  `jdbc:oracle:thin:scott/${SECRET}@//h:1521/x`,
  `svc:${SECRET}@tcp(db:3306)/orders?parseTime=true`,
  `https://b.s3.amazonaws.com/k?X-Amz-Credential=a&X-Amz-Signature=${SECRET}${SECRET}&X-Amz-Date=1`,
  `curl -H "X-Api-Key: ${SECRET}" https://x`,
  `curl -u bob:${SECRET} https://x`,
  `docker login -u u -p ${SECRET} reg`,
  `mysql -uroot -p${SECRET} db`,
  `mysqladmin --user root --password ${SECRET}`,
  `//registry.npmjs.org/:_authToken=${SECRET}`,
  `machine h login u password ${SECRET}`,
  `[default]\naws_access_key_id = x\naws_secret_access_key = ${SECRET}\n`,
  `<add key="DbPassword" value="${SECRET}"/>`,
  `<password>${SECRET}</password>`,
  `$Password = "${SECRET}"`,
  `$env:DB_PASSWORD = '${SECRET}'`,
  `ENV DB_PASSWORD ${SECRET}`,
  `echo "root:${SECRET}" | chpasswd`,
  `password = "${SECRET}" # x`,
  `db:\n  password: |\n    ${SECRET}\n  host: x`,
  `db:\n  password: >-\n    ${SECRET}\n`,
  `- name: DB_PASSWORD\n  value: ${SECRET}\n`,
  `- name: "DB_PASSWORD"\n  value: "${SECRET}"\n`,
  `{"password": "${SECRET}", broken`,
  `{ password: '${SECRET}' }`,
  `{\\"password\\":\\"${SECRET}\\"}`,
  `Authorization: Bearer ${SECRET}`,
  `authorization: token ${SECRET}`,
  `Cookie: session=${SECRET}; theme=dark`,
  `password=${SECRET},with,commas`,
  `x --client-secret=${SECRET} --y`,
  `DefaultEndpointsProtocol=https;SharedAccessSignature=sv=1&sig=${SECRET};`,
  `redis://default:${SECRET}/x@y@host:1`,
  `postgres://u:p%40${SECRET}@h/d`,
  `login failed for user u with password '${SECRET}'`,
  `(password=${SECRET})`,
  Buffer.from(`password: ${SECRET}`).toString('base64'),
  `data:text/plain;base64,${Buffer.from(`DB_PASSWORD=${SECRET}`).toString('base64')}`,
  `user=u password='${SECRET} x' host=h`,
  `DB_PASSWORD=${SECRET} ./run`,
  `export TOKEN=${SECRET} && ./run`,
  `spring.datasource.password=${SECRET}`,
  `"token" => "${SECRET}"`,
  `password:=${SECRET}`,
  `amqp://guest:${SECRET}@mq:5672/%2F`,
  `Server=x;Password="a;${SECRET}";Encrypt=True`,
  `ssh-rsa AAAA\n-----BEGIN ENCRYPTED PRIVATE KEY-----\n${SECRET}\n`,
  `https://${SECRET}${SECRET}@github.com/o/r.git`,
  `snowflake://u:${SECRET}@acct/db`,
  `host=h;port=1;user id=sa;pwd=${SECRET}`,
];

const SHOWN: readonly string[] = [
  'arn:aws:secretsmanager:eu-west-1:123456789012:secret:db-Ab12Cd',
  'Basic authentication is off',
  'password: null',
  'key=value; other=thing',
  'https://registry.internal:5000/app@sha256:' + 'a1'.repeat(32),
  'postgres://app@db/x',
  'TOKEN_TTL=3600',
  'public-read',
  '2024-01-01T00:00:00Z',
  'ssh-rsa AAAAB3NzaC1yc2E' + 'a'.repeat(100) + ' ops@host',
  'user@example.com:22',
  'git@github.com:org/repo.git',
  'mailto:bob@x.org',
  'a:b@c',
  'projects/p/secrets/s/versions/1',
  'token: ${{ secrets.TOKEN }}',
  'PASSWORD=$DB_PASSWORD',
  'password: !Ref X',
  'sha256:' + 'ab'.repeat(32),
  'Password expired',
  'https://x.vault.azure.net/secrets/db/123',
  'tokens per second: 5',
  'bearer tokens are used',
  'http://[::1]:8080/x@y',
  'scram-sha-256',
  'code=200',
  '--token-ttl 300',
  'arn:aws:iam::1:user/x',
  'password_policy=strict',
  'min-password-length: 8',
  'sg-0123456789abcdef0',
  'Zq8fK2mPq9LwXz71AbZq8fK2mPq9LwXz71Ab',
  'TG9yZW0gaXBzdW0gZG9sb3Igc2l0IGFtZXQ=',
  'db.t3.medium',
  'key-rotation',
  'us-east-1',
  '10.0.0.0/8',
  'https://sqs.eu-west-1.amazonaws.com/123456789012/q',
  '{{resolve:secretsmanager:x:SecretString:password}}',
  'kms:Decrypt',
  'passthrough: true',
  'arn:aws:s3:::b/*',
];

describe('secrets in a text', () => {
  it.each(HIDDEN)('are masked in %j', (text) => {
    expect(maskSecrets(text)).toContain('***');
    expect(maskSecrets(text)).not.toContain(SECRET);
  });

  it.each(SHOWN)('are not seen in %j', (text) => expect(maskSecrets(text)).toBe(text));

  it.each([
    [`postgres://app:${SECRET}@db.internal:5432/shop`, 'postgres://app:***@db.internal:5432/shop'],
    [
      `Server=tcp:sql,1433;User ID=app;Password=${SECRET};Encrypt=True`,
      'Server=tcp:sql,1433;User ID=app;Password=***;Encrypt=True',
    ],
    [`host=db user=app password=${SECRET} dbname=shop`, 'host=db user=app password=*** dbname=shop'],
    [`https://hooks.internal/run?job=7&token=${SECRET}&x=1`, 'https://hooks.internal/run?job=7&token=***&x=1'],
    [`DB_PASSWORD=${SECRET}`, 'DB_PASSWORD=***'],
    [`deployed with AKIA${'ABCDEFGH23456789'}.`, 'deployed with ***.'],
  ])('leave the rest of %j readable', (text, masked) => expect(maskSecrets(text)).toBe(masked));

  it.each(HIDDEN)('are masked once: the masked form of %j holds none', (text) => {
    const masked = maskSecrets(text);
    expect(maskSecrets(masked)).toBe(masked);
  });

  it('are seen in base64 within another text, and a certificate is none', () => {
    const wrapped = (kind: string) => Buffer.from(`-----BEGIN ${kind}-----\n${'Ab1'.repeat(40)}\n`).toString('base64');
    expect(maskSecrets(`key-data: "${wrapped('RSA PRIVATE KEY')}" x`)).not.toContain(wrapped('RSA PRIVATE KEY'));
    expect(secretKindIn(`x ${wrapped('EC PRIVATE KEY')}`)).toBe('a private key');
    expect(maskSecrets(wrapped('CERTIFICATE'))).toBe(wrapped('CERTIFICATE'));
    expect(secretKindIn(`ca ${wrapped('CERTIFICATE')}`)).toBeUndefined();
  });

  it('have a kind where the form alone shows it', () => {
    expect(secretKindIn(`xoxb-123456789012-${SECRET}`)).toBe('a Slack token');
    expect(secretKindIn(`redis://:${SECRET}@cache`)).toBe('a password in a URL');
    expect(secretKindIn(`DB_PASSWORD=${SECRET}`)).toBeUndefined();
  });

  it('are looked for in time that grows with the text, whatever it is', () => {
    const hostile = [
      'password=',
      'password={',
      'password="',
      "password='",
      'a://b:',
      '-----BEGIN PRIVATE KEY-----',
      'eyJabcdefghij.',
      '<password>',
      'Bearer ',
      'name: x\n',
      'a',
      'a.',
      ' ',
      '\n',
      '--token ',
      'password: |\n  x\n',
      'login x ',
      'a@',
      'docker login ',
    ];
    for (const piece of hostile) {
      const took = [50_000, 400_000].map((length) => {
        const text = piece.repeat(Math.ceil(length / piece.length));
        const start = process.cpuUsage();
        maskSecrets(text);
        return process.cpuUsage(start).user / 1000;
      });
      // Eight times the text: 64 times the work would be quadratic.
      expect(took[1]!, piece).toBeLessThan(30 * Math.max(took[0]!, 10));
    }
  });
});

describe('certificates', () => {
  it('are no secrets, in clear or in base64; private keys in base64 are', () => {
    const pem = (kind: string): string => `-----BEGIN ${kind}-----\n${'QUJDRA'.repeat(20)}\n-----END ${kind}-----\n`;
    const encoded = (kind: string): string => `ca: ${Buffer.from(pem(kind)).toString('base64')}`;
    for (const kind of ['CERTIFICATE', 'TRUSTED CERTIFICATE', 'PUBLIC KEY', 'X509 CRL'])
      expect(maskSecrets(encoded(kind))).toBe(encoded(kind));
    for (const kind of [
      'PRIVATE KEY',
      'RSA PRIVATE KEY',
      'EC PRIVATE KEY',
      'OPENSSH PRIVATE KEY',
      'ENCRYPTED PRIVATE KEY',
    ])
      expect(maskSecrets(encoded(kind))).toBe('ca: ***');
  });
});
