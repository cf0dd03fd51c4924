import { readFileSync } from 'node:fs';

/** A small mistake, put into the sources on purpose: a text that occurs once in a file, and what stands there instead. */
export interface PlantedFault {
  /** What goes wrong with it. */
  readonly name: string;
  readonly file: string;
  readonly search: string;
  readonly replace: string;
}

/** Every planted fault, in the order of the table. */
export const plantedFaults = JSON.parse(
  readFileSync(new URL('faults.json', import.meta.url), 'utf8'),
) as readonly PlantedFault[];
