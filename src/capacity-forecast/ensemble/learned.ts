// Learned by `npm run bench:learn`; written by that command, not by hand.
import type { SeasonFamily } from '../decomposition.js';
import type { SpreadTable } from './intervals.js';
import { unpackSpreadTables, unpackWeightTables } from './packed-tables.js';
import type { WeightTable } from './weights.js';

/** Weights of the models, per family of series. */
export const WEIGHT_TABLES: Readonly<Record<SeasonFamily, WeightTable>> = /* @__PURE__ */ unpackWeightTables({
  plain: {
    models: ['naive', 'theta', 'dampedTrend', 'delta', 'rho', 'card', 'boxCoxTheta'],
    blend: 'mean',
    temper: 0.19,
    numbers:
      '~~~~~~~q~ydSS(((A~}~~Yf((,~~o' +
      '~Ubs~~a~~a~~T~~V~~~S~a~~Y~~~T' +
      '(((=6r((2mSS~~~`V9-~~}((9' +
      '~pqO<mSS~~~~~S10b|~V' +
      '(((16~~~U(()~~~~{SS((((R((Kp~Z((((?w' +
      '~~~`(F(((M0ESS~U((((9~y((N((J~d' +
      '((F^W~reSS>~]@QkL' +
      '~~]~xN~~~~~w((8SSW~~h_07~U' +
      'pJf=((<SS((((@~~p6~t~~r(:',
  },
  quarter: {
    models: [
      'naive',
      'dampedTrend',
      'delta',
      'card',
      'boxCoxTheta',
      'seasonalSmoothing',
      'logSeasonalSmoothing',
      'cycleMedian',
    ],
    blend: 'mean',
    temper: 1.19,
    numbers:
      '~~~~~~\\~vG~fi((=~V~VV(((<~~f' +
      '}ktku~~U~f~~o~m~|~~q' +
      '((5(=(B(H~iW(*^(.(<(((+@y' +
      '5(A~XG~~_(R>H(G~~c~~`((;~W' +
      '~~~~~p_c~]OHr}w}T7X' +
      'd>~vl((=kb(P~~S9(P(O(((O' +
      '~~~h~~~VSeZr2~~UM(1~~W(HU' +
      '~~q(DV@-\\~o@(M~~S~q(+;' +
      'X(M(QM~~}b~V.1=[~~UG' +
      '(((S~~i;Q((,=I;~{JA~~~~Vt',
  },
  year: {
    models: ['theta', 'delta', 'rho', 'card', 'boxCoxTheta', 'logSeasonalSmoothing', 'wideRidge', 'cycleMedian'],
    blend: 'mean',
    temper: 1.04,
    numbers:
      '~~~~~`~mA~Yr(5db_(((Q~g' +
      '~iorrt~~[~W~~S~[~~Z~~y' +
      'w^q50VWo^d?>o' +
      'vt~a~VyEa\\c~nW=h' +
      '((?](9m69PUdF<t(Q' +
      '(((JFHVD>QOWR~Zy`' +
      '~t6Y@0:(D_s;H(B(P' +
      '~z(C~h(8~[+Y((I(S~cb(C?' +
      '~~i-f4X~~UL_??63P' +
      '(Er(HxcR~UmB(Q]~yn',
  },
  week: {
    models: [
      'naive',
      'delta',
      'dampedTrend',
      'card',
      'seasonalSmoothing',
      'logSeasonalSmoothing',
      'cycleMedian',
      'wideRidge',
      'longSeasonDrift',
    ],
    blend: 'median',
    temper: 2.28,
    numbers:
      '~~~~~~~~~q~dH~mx(;\\VM(((C\\' +
      '~xsbfp~~pp~y~~n~~]~~g' +
      'DRRTSSRRTTSRT' +
      'HQSTSTRRSTSRS' +
      'LRSSSSSSSSSST' +
      ']TSSRSSSSSSSS' +
      'LRSSTSRRTSTSU' +
      'PSSSSSSSSSSST' +
      'bVSQSRVURRSTO' +
      'eUTRSSUTQRRUQ' +
      'QSRTSSRRSSSRT',
  },
  day: {
    models: [
      'seasonalNaive',
      'cycleMedian',
      'longCycleMedian',
      'delta',
      'rho',
      'seasonalSmoothing',
      'logSeasonalSmoothing',
      'wideRidge',
      'boxCoxTheta',
    ],
    blend: 'median',
    temper: 1.91,
    numbers:
      '~~~~~~p~bT~Ux*TTF((4Z' +
      '~iy~[xy~jX~W~~W~~b~~`' +
      'bXI[VMRPVV8XV' +
      '~jk+:ICOlPZV~`b' +
      '~xje`W`gXNTd~c;' +
      '.QWZTSLCcSP=Z' +
      'DPPEOUUWVYURW' +
      '(8HRWUWSLWZ]<Z' +
      'QPNNKKHSUCMMO' +
      'k?_ccZRGPWY(RU' +
      ')EfJKOO\\HJO<I',
  },
  weeksOfYear: {
    models: ['naive', 'boxCoxTheta', 'delta', 'rho', 'card', 'seasonalSmoothing', 'wideRidge'],
    blend: 'mean',
    temper: 1.96,
    numbers:
      '~~~~~~~W~~\\I~ki(((((>~T~SV((I~~T' +
      '~e_flj~~s~j~~o~n~k~~~q' +
      'bN2O`<@QC:A=L' +
      '(((MNLVMNSQRQPMP' +
      '~~eblrU^JHKCbY>' +
      '(JQV5\\NNcLROBA' +
      '((FNQQUVLOQUPNM' +
      '~ZQSRBX_tQ}Uz~S' +
      '7PaYLch0yR[Ve',
  },
});

/** Spread of the errors of the combined forecasts, per family of series. */
export const SPREAD_TABLES: Readonly<Record<SeasonFamily, SpreadTable>> = /* @__PURE__ */ unpackSpreadTables({
  plain: {
    levels: [0.01, 0.025, 0.1, 0.25, 0.75, 0.9, 0.975, 0.99],
    numbers:
      'bSb((1~]~~~~~~~S~~~~~~~q~ydSS(((A~}~~Yf((,~~o' +
      'x~~ax~~~z~W~z~Ubs~~a~~a~~T~~V~~~S~a~~Y~~~T' +
      '~~~j~~^SXSXfYzATRSSa;cUc`' +
      '~~w~~cSWSWfX~U@SWSSi8]Ukf' +
      '~b~~mSXSXlY~S@TWSSh5VQjk' +
      '8~~zS[S[p\\vAQWSS]5SQ]i' +
      'L~~~dSRSRP\\iD]XSS~UXSbro' +
      '~j~~~bSRSRR]oEXXSS~TOZbxe' +
      '~~~]~~~WSRSRZ_iAUUSSr=fat_' +
      '~~~~\\~~~VSSSS`]fBTRSSp6namY',
  },
  quarter: {
    levels: [0.01, 0.025, 0.1, 0.25, 0.75, 0.9, 0.975, 0.99],
    numbers:
      'Q(O-(((5M~~~~~~T~~~~~~\\~vG~fi((=~V~VV(((<~~f' +
      '~`~l~~V~~[~Z~z}ktku~~U~f~~o~m~|~~q' +
      '~r~nSW@O_Y~`GN\\LTsA\\_~[W' +
      '}~rSY>VbZ~VIN]NSk?Z\\}Z' +
      'D~hSZNYeZbNSZRKU@S^j`' +
      '((LyS\\PZeZJNYTUKQKM`ch' +
      '((E~~~\\SXZUZ\\eLXS[J`JU[VW' +
      'A~~rSWNV^VoKYVVJoIU\\gT' +
      '~X~~fSWHPYW{IWVSJ~SNV]{P' +
      '~{~~aSXDJXU~[FVVLJ~YLY_~^L',
  },
  year: {
    levels: [0.01, 0.025, 0.1, 0.25, 0.75, 0.9, 0.975, 0.99],
    numbers:
      'Z(R5((/@~~~~|~~~~~`~mA~Yr(5db_(((Q~g' +
      '~V~~X~~i~~[~c~~V~iorrt~~[~W~~S~[~~Z~~y' +
      '~~YlnVTXc``SNYKXSVSaWY' +
      '~mksWUXb_^SOWPVRTS^T[' +
      '\\hwXVX\\[WURSTTTSR[UZ' +
      '(/a{VUVWWTURRTTTRRVUU' +
      '((I~[~tVUVVWUTSSSSUSVWRW' +
      'P~V~`YUXX[USSRQQVSX]SY' +
      '~v~S~\\XUY[^VPPVOOWQ[bVY' +
      '~~vw~gRSXW^SOR\\FRZL[nWX',
  },
  week: {
    levels: [0.01, 0.025, 0.1, 0.25, 0.75, 0.9, 0.975, 0.99],
    numbers:
      'MFJ(((GE~~~~~n~~~~~~~~~q~dH~mx(;\\VM(((C\\' +
      '~j~s~~[~i~U~~o~xsbfp~~pp~y~~n~~]~~g' +
      '~`~Y?Pb_UZ\\GVQR[RURSSV' +
      '_~[SS\\\\S[WGUQRYRTQTRZ' +
      '2{TUVWSXUMWSSUSROVPX' +
      '((3n_USTTVURTSSSRSPURU' +
      '(7~j(NTSUUUVSVSTPRWVUNQ' +
      'H~q:SOUTQWRXSSQNXRNPN' +
      '~`~x(GY>YRHUOVMP[PUQA\\J' +
      '~~l~n(=^ITTQXHWIUfMST2^E',
  },
  day: {
    levels: [0.01, 0.025, 0.1, 0.25, 0.75, 0.9, 0.975, 0.99],
    numbers:
      'EUP(((P(M~~~~~U~~~~~~p~bT~Ux*TTF((4Z' +
      '~e~}~~^~{~g~~~`~iy~[xy~jX~W~~W~~b~~`' +
      '~yqPRSW\\M`BQC^OPYWZQV' +
      'tbgWQT^YWNRNVRTWUXOV' +
      '1[hUTTXWVQSSTSSTSUOT' +
      '((9VXTTTTTTSSSTSSSSTRS' +
      '((C\\kTSSUUSRSSSSSRSTRT' +
      'CfkVQRYYSOTRSSSQUUQU' +
      '~is^ZPTc]SITLQOXP^XUU' +
      '~~~Svp`OSi[a8VFRMcLY[?J',
  },
  weeksOfYear: {
    levels: [0.01, 0.025, 0.1, 0.25, 0.75, 0.9, 0.975, 0.99],
    numbers:
      'W((((J((((N(((((3((.~~~~~c~~~~~~~W~~\\I~ki(((((>~T~SV((I~~T' +
      '~m~~S~~T~~k~}~|~e_flj~~s~j~~o~n~k~~~q' +
      '^^~~uY[f`[\\QIULIW>PqSZ' +
      'B_~~\\ZYadZVSKUIFYAStS\\' +
      '(9\\~U\\V_\\iRQQTPM[DUhU`' +
      '(((CTWYZ^Y`RTRMPRYLV\\PX' +
      '(((;`~`XV[^iTTQVPLUUZbTW' +
      '((Se~|PY]guZQPWPCWUZeTL' +
      '>c~~bI_bg~X^PYcQJTX\\UV9' +
      'Ze~kLVfe~[WP^nNRVS\\AZ@',
  },
});
