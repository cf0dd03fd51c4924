import * as cost from '../../../src/cost-allocation/index.js';
import * as capacity from '../../../src/capacity-forecast/index.js';
import * as drift from '../../../src/drift/index.js';
import { decode } from '../../../src/codec/decode.js';
import type * as t from '../../../src/codec/io-ts.js';
import { E } from '../../../src/prelude.js';
import { HOSTILE, jsonValue } from '../random.js';
import { must, type FuzzTarget } from '../target.js';

/** Every codec that a capability publishes, by the name of its model. */
const CODECS = Object.entries({ ...cost, ...capacity, ...drift }).filter(
  (entry): entry is [string, t.Type<unknown>] =>
    typeof (entry[1] as { validate?: unknown } | null)?.validate === 'function',
);

export const wireForms: FuzzTarget = {
  name: 'wire forms',
  input: (random) => {
    const [name, codec] = random.pick(CODECS);
    const keys = Object.keys(codec as object).concat(
      'tenant_id',
      'rule_id',
      'timestamp',
      'value',
      'cost',
      'tags',
      'start',
      'end',
      ...HOSTILE,
    );
    return {
      name,
      value: random.chance(0.5)
        ? jsonValue(random)
        : Object.fromEntries(Array.from({ length: 8 }, () => [random.pick(keys), jsonValue(random, 2)])),
    };
  },
  check(input) {
    const { name, value } = input as { name: string; value: unknown };
    const codec = CODECS.find(([known]) => known === name)![1];
    const read = decode(codec, value, name);
    if (E.isLeft(read)) {
      must(
        read.left.message.length < 2_000 && !read.left.message.includes('\n'),
        `${name}: an error of more than a line`,
      );
      return;
    }
    const again = decode(codec, JSON.parse(JSON.stringify(codec.encode(read.right))), name);
    must(E.isRight(again), `${name}: what it writes it does not read`);
  },
};
