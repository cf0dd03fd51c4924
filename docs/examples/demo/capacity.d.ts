import { type UsageDataPoint } from '@omnicloud/domain/capacity-forecast';
import type { Section } from './page.js';
/** Third part: when capacity runs out, how surely, and what to buy. */
export declare function capacityPart(points?: readonly UsageDataPoint[], own?: boolean): Promise<Section>;
