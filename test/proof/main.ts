/**
 * The law of apportionment, proven by Dafny for a transcription (`apportion.dfy`), and the transcription held against the
 * code on random splits: `--splits 10000000` in full, `--no-proof` without Dafny (Debian: `apt-get install dafny z3`).
 */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { apportionUnits } from '../../src/money/apportion-units.js';
import { seededRandom } from '../../src/testing/index.js';

const { values } = parseArgs({
  options: {
    splits: { type: 'string', default: '100000' },
    seed: { type: 'string', default: '1' },
    proof: { type: 'boolean', default: true },
  },
  allowNegative: true,
});

/** `ApportionAny` of the proof, line by line. */
function apportionAny(total: bigint, weights: readonly bigint[]): bigint[] {
  if (total < 0n) return apportionAny(-total, weights).map((share) => -share);
  const whole = weights.reduce((sum, weight) => sum + weight, 0n);
  const shares = weights.map((weight) => (total * weight) / whole);
  const rests = weights.map((weight) => (total * weight) % whole);
  const given = weights.map(() => false);
  for (let left = total - shares.reduce((sum, share) => sum + share, 0n); left > 0n; left -= 1n) {
    let best = -1;
    for (let k = 0; k < weights.length; k += 1) {
      if (!given[k] && (best === -1 || rests[k]! > rests[best]!)) best = k;
    }
    shares[best]! += 1n;
    given[best] = true;
  }
  return shares;
}

const random = seededRandom(Number(values.seed));
const draw = (digits: number): bigint => BigInt(Math.floor(random.next() * 10 ** (1 + random.below(digits))));
const began = performance.now();
let different = 0;
for (let i = 0; i < Number(values.splits); i += 1) {
  const huge = random.next() < 0.2 ? 10n ** 18n : 1n;
  const weights: bigint[] = Array.from({ length: 1 + random.below(9) }, () => draw(random.next() < 0.5 ? 1 : 9) * huge);
  if (!weights.some((weight) => weight > 0n)) weights.fill(1n);
  const total = draw(12) * (random.next() < 0.1 ? 10n ** 12n : 1n) * BigInt(random.next() < 0.3 ? -1 : 1);
  const [expected, found] = [apportionAny(total, weights), apportionUnits(total, weights)];
  if (expected.some((share, at) => share !== found[at])) {
    different += 1;
    if (different <= 10)
      console.log(`${total} by ${weights.join()}: proven ${expected.join()}, computed ${found.join()}`);
  }
}
const seconds = ((performance.now() - began) / 1000).toFixed(1);
console.log(`${values.splits} splits in ${seconds} s, ${different} differ from the proven ones`);

let proven = true;
if (values.proof) {
  const file = fileURLToPath(new URL('apportion.dfy', import.meta.url));
  const solver = fileURLToPath(new URL('z3.sh', import.meta.url));
  const started = performance.now();
  const run = spawnSync('dafny', ['/compile:0', `/z3exe:${solver}`, file], { stdio: 'inherit' });
  proven = run.status === 0;
  if (run.error === undefined) console.log(`proof checked in ${((performance.now() - started) / 1000).toFixed(0)} s`);
  else console.log(`Dafny cannot be run: ${run.error.message}`);
}
process.exitCode = different === 0 && proven ? 0 : 1;
