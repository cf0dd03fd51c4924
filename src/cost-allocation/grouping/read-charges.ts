import { decode } from '../../codec/index.js';
import type { DecodeError } from '../../errors/codec.js';
import { duplicateId, type CostAllocationError } from '../../errors/cost.js';
import { Decimal, sum } from '../../money/index.js';
import { E, type Either } from '../../prelude.js';
import { Charge } from '../model/index.js';

/**
 * Reads charges that came through a port: rows that are models already pass as they are, at little cost; all others go
 * through the codec, which accepts the wire form too and names what is wrong. Then parts are taken off their origins.
 */
export function readCharges(rows: unknown): Either<CostAllocationError, ReadonlyArray<Charge>> {
  if (!Array.isArray(rows)) return E.map(() => [])(decode(Charge, rows, 'the charges'));
  const charges = new Array<Charge>(rows.length);
  for (let i = 0; i < rows.length; i += 1) {
    const charge = readCharge(rows[i], i);
    if (E.isLeft(charge)) return charge;
    charges[i] = charge.right;
  }
  return settleOrigins(charges);
}

function readCharge(row: unknown, position: number): Either<DecodeError, Charge> {
  try {
    if (Charge.is(row)) return E.right(row);
  } catch {
    // A row with a getter that throws: the codec says so.
  }
  return decode(Charge, row, `charge ${position}`);
}

/**
 * A charge whose parts stand on the same bill counts only what they leave of it, so that nothing is billed twice.
 * The same charge twice is an error.
 */
function settleOrigins(charges: ReadonlyArray<Charge>): Either<CostAllocationError, ReadonlyArray<Charge>> {
  const seen = new Set<string>();
  const parts = new Map<string, Charge[]>();
  for (const charge of charges) {
    if (seen.size === seen.add(charge.chargeId).size)
      return E.left(duplicateId({ what: 'charges', id: charge.chargeId }));
    if (charge.originChargeId === undefined) continue;
    const known = parts.get(charge.originChargeId);
    if (known === undefined) parts.set(charge.originChargeId, [charge]);
    else known.push(charge);
  }
  if (parts.size === 0) return E.right(charges);
  return E.right(
    charges.map((charge) => {
      const own = parts.get(charge.chargeId);
      return own === undefined ? charge : withoutParts(charge, own);
    }),
  );
}

function withoutParts(origin: Charge, parts: ReadonlyArray<Charge>): Charge {
  const left = (of: (charge: Charge) => Decimal): Decimal => of(origin).minus(sum(parts.map(of)));
  const other = (['billedCost', 'listCost', 'contractedCost'] as const).flatMap((key) =>
    origin[key] === undefined ? [] : [[key, left((charge) => charge[key] ?? charge.cost)]],
  );
  const usage =
    origin.usageQuantity === undefined
      ? {}
      : { usageQuantity: left((charge) => charge.usageQuantity ?? new Decimal(0)) };
  return { ...origin, cost: left((charge) => charge.cost), ...Object.fromEntries(other), ...usage };
}
