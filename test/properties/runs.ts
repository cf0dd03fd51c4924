/** How many cases a law is held to: all of them in `npm run properties`, a third in `npm test`, which draws the same each time. */
export const runs = (all: number): number => (process.env['PROPERTY_SEED'] === undefined ? Math.ceil(all / 3) : all);
