import { type MemoryResource } from '@omnicloud/domain/adapters/memory';
import type { Section } from './page.js';
/** Second part: what differs between what was declared and what runs, does it matter, and what fixes it. */
export declare function driftPart(resources?: readonly MemoryResource[], fromTerraform?: boolean): Promise<Section>;
