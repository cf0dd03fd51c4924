import type { Section } from './page.js';
/** First part: who owes what, with the line that proves that nothing was lost. */
export declare function costPart(file?: string): Promise<Section>;
