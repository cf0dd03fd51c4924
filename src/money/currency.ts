import { unknownCurrency, type UnknownCurrency } from '../errors/kernel.js';
import { E, type Either } from '../prelude.js';

/** Currencies whose minor unit is not two digits (ISO 4217, list one, amendment 179). */
const OTHER_MINOR_UNITS: Readonly<Record<number, string>> = {
  0: 'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF',
  3: 'BHD IQD JOD KWD LYD OMR TND',
  4: 'CLF UYW',
};

/** Currencies with two digits: under the first letter of their codes the other two, one code after the other. */
const TWO_DIGIT_CODES = {
  A: 'EDFNLLMDNGOARSUDWGZN',
  B: 'AMBDDTGNMDNDOBOVRLSDTNWPYNZD',
  C: 'ADDFHEHFHWNYOPOURCUPVEZK',
  D: 'KKOPZD',
  E: 'GPRNTBUR',
  F: 'JDKP',
  G: 'BPELHSIPMDTQYD',
  H: 'KDNLTGUF',
  I: 'DRLSNRRR',
  J: 'MD',
  K: 'ESGSHRPWYDZT',
  L: 'AKBPKRRDSL',
  M: 'ADDLGAKDMKNTOPRUURVRWKXNXVYRZN',
  N: 'ADGNIOOKPRZD',
  P: 'ABENGKHPKRLN',
  Q: 'AR',
  R: 'ONSDUB',
  S: 'ARBDCRDGEKGDHPLEOSRDSPTNVCYPZL',
  T: 'HBJSMTOPRYTDWDZS',
  U: 'AHSDSNYUZS',
  V: 'EDES',
  W: 'ST',
  X: 'ADCDCG',
  Y: 'ER',
  Z: 'ARMWWG',
};

const MINOR_UNITS: ReadonlyMap<string, number> = new Map([
  ...Object.entries(TWO_DIGIT_CODES).flatMap(([first, others]) =>
    others.match(/../g)!.map((end) => [first + end, 2] as const),
  ),
  ...Object.entries(OTHER_MINOR_UNITS).flatMap(([digits, codes]) =>
    codes.split(' ').map((code) => [code, Number(digits)] as const),
  ),
]);

/** How many digits the smallest coin of a currency has behind the point: 2 for EUR, 0 for JPY, 3 for KWD. */
export function minorUnits(currency: string): Either<UnknownCurrency, number> {
  const digits = MINOR_UNITS.get(currency);
  return digits === undefined ? E.left(unknownCurrency({ currency })) : E.right(digits);
}
