import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { memoryDriftPorts } from '../../src/adapters/memory/drift.js';
import {
  applyRemediation,
  compareConfigs,
  DriftDetector,
  driftRules,
  type DriftRuleSpec,
} from '../../src/drift/index.js';
import { orThrow } from '../../src/prelude.js';

const key = fc.oneof(
  fc.constantFrom(
    'ingress',
    'port',
    'cidr',
    'tags',
    'password',
    'rules',
    'a/b',
    'm~n',
    '__proto__',
    'constructor',
    '0',
    '',
    'x.y',
  ),
  fc.string({ maxLength: 4 }),
);
const leaf = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    '',
    true,
    false,
    'true',
    '8080',
    8080,
    '10.0.0.0/8',
    '0.0.0.0/0',
    'AKIAABCDEFGHIJKLMNOP',
  ),
  fc.integer({ min: -5, max: 5 }),
  fc.string({ maxLength: 5 }),
  fc.bigInt({ min: 9007199254740993n, max: 9007199254740999n }),
);
const { value: configuration } = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 4, depthSize: 'small' },
    leaf,
    fc.dictionary(key, tie('value'), { maxKeys: 5 }),
    fc.array(tie('value'), { maxLength: 5 }),
  ),
}));
const root = fc.dictionary(key, configuration, { maxKeys: 6 });

const specs: readonly DriftRuleSpec[] = [
  {},
  { unordered: ['*'] },
  { coerce: false },
  { declaredOnly: true, emptyEqualsMissing: true },
  { unordered: ['*rules'], keyed: { '*ingress': ['port'] }, ignore: ['*.cidr'] },
  { nullEqualsMissing: true, comparators: { '*.cidr': 'cidr' } },
];

const detector = (spec: DriftRuleSpec) =>
  new DriftDetector(memoryDriftPorts({ resources: [], now: new Date(0), digestKey: 'a key for these tests' }), {
    rules: orThrow(driftRules(spec)),
  });

describe('remediation', () => {
  for (const spec of specs) {
    const rules = orThrow(driftRules(spec));

    it(`leaves nothing to report once applied, and can be taken back: ${JSON.stringify(spec)}`, () => {
      fc.assert(
        fc.property(root, root, (desired, actual) => {
          const made = detector(spec);
          const [action] = made.generateRemediationPlan(orThrow(made.detectResourceDrift('r', desired, actual)));
          if (action === undefined) return;
          const applied = orThrow(applyRemediation(actual, action));
          expect(orThrow(compareConfigs(desired, applied, rules))).toEqual([]);
          const back = orThrow(applyRemediation(applied, { ...action, patch: action.inversePatch }));
          expect(orThrow(compareConfigs(actual, back, orThrow(driftRules({ coerce: false }))))).toEqual([]);
        }),
        { numRuns: 60 },
      );
    });
  }

  it('guards every change with a test, and refuses a configuration that is not the one it was made for', () => {
    fc.assert(
      fc.property(root, root, root, (desired, actual, other) => {
        const made = detector({});
        const [action] = made.generateRemediationPlan(orThrow(made.detectResourceDrift('r', desired, actual)));
        if (action === undefined) return;
        action.patch.forEach(({ op }, i) => expect(op === 'test' || action.patch[i - 1]?.op === 'test').toBe(true));
        const outcome = applyRemediation(other, action);
        // Either it fits, because all it rests on is there too, or it says that it does not.
        expect(outcome._tag === 'Left' ? outcome.left._tag : 'PatchRefused').toBe('PatchRefused');
      }),
      { numRuns: 60 },
    );
  });

  it('changes nothing of what it is given', () => {
    fc.assert(
      fc.property(root, root, (desired, actual) => {
        const before = structuredClone({ desired, actual });
        const made = detector({ unordered: ['*'] });
        for (const action of made.generateRemediationPlan(orThrow(made.detectResourceDrift('r', desired, actual))))
          applyRemediation(actual, action);
        expect({ desired, actual }).toEqual(before);
      }),
    );
  });
});

describe('severity', () => {
  it('of a record is the same when it is asked for again', () => {
    fc.assert(
      fc.property(
        root,
        root,
        fc.constantFrom('aws_security_group', 'aws_db_instance', 'aws_iam_role', ''),
        (desired, actual, resourceType) => {
          const made = detector({ unordered: ['*'] });
          for (const record of orThrow(made.detectResourceDrift({ resourceId: 'r', resourceType }, desired, actual))) {
            expect(made.classifyDriftSeverity(record)).toBe(record.severity);
          }
        },
      ),
    );
  });

  it('never falls when a rule is added above a floor, whatever the rule', () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.string(), fc.string()),
        fc.constantFrom('cosmetic', 'functional'),
        (tags, severity) => {
          const opened = {
            tags,
            ingress: [{ from_port: 22, to_port: 22, protocol: 'tcp', cidr_blocks: ['0.0.0.0/0'] }],
          };
          const closed = { tags, ingress: [] };
          const made = detector({ severities: [{ resourceType: '*', pattern: '*', severity }] });
          const records = orThrow(
            made.detectResourceDrift({ resourceId: 'r', resourceType: 'aws_security_group' }, closed, opened),
          );
          expect(records.map((record) => record.severity)).toEqual(['critical']);
        },
      ),
    );
  });
});
