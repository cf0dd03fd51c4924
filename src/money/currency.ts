import { unknownCurrency, type UnknownCurrency } from '../errors/money.js';
import { E, type Either } from '../prelude.js';

/** Currencies whose minor unit is not two digits (ISO 4217, list one, amendment 179). */
const UNUSUAL: Readonly<Record<number, string>> = {
  0: 'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF',
  3: 'BHD IQD JOD KWD LYD OMR TND',
  4: 'CLF UYW',
};

/** Currencies with two digits. */
const USUAL =
  'AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BMD BND BOB BOV BRL BSD BTN BWP BYN BZD CAD CDF CHE CHF ' +
  'CHW CNY COP COU CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF ' +
  'IDR ILS INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN ' +
  'MXV MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS ' +
  'SRD SSP STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD USN UYU UZS VED VES WST XAD XCD XCG YER ZAR ZMW ZWG';

const MINOR_UNITS: ReadonlyMap<string, number> = new Map([
  ...USUAL.split(' ').map((code) => [code, 2] as const),
  ...Object.entries(UNUSUAL).flatMap(([digits, codes]) => codes.split(' ').map((code) => [code, Number(digits)] as const)),
]);

/** How many digits the smallest coin of a currency has behind the point: 2 for EUR, 0 for JPY, 3 for KWD. */
export function minorUnits(currency: string): Either<UnknownCurrency, number> {
  const digits = MINOR_UNITS.get(currency);
  return digits === undefined ? E.left(unknownCurrency({ currency })) : E.right(digits);
}
