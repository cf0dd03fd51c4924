import type { Charge, CostTag } from '../model/index.js';

/** The value of a tag that groups instead of filtering. */
const ANY = '*';

/**
 * The combination of tags under which a charge counts, `team=platform,environment=production` in the order asked for;
 * undefined for a charge that lacks one of them. All must hold, so a key that is asked for with two values matches
 * nothing. Different combinations give different texts: `,` `=` and `\` in keys and values are escaped.
 */
export function combinationOf(charge: Charge, tags: ReadonlyArray<CostTag>): string | undefined {
  const parts = new Map<string, string>();
  for (const { key, value } of tags) {
    const own = Object.hasOwn(charge.tags, key) ? charge.tags[key] : undefined;
    if (own === undefined || (value !== ANY && value !== own)) return undefined;
    parts.set(key, `${escapeTag(key)}=${escapeTag(own)}`);
  }
  return [...parts.values()].join(',');
}

function escapeTag(text: string): string {
  return text.replace(/[\\,=]/g, (character) => `\\${character}`);
}
