import { type World } from './world.js';
/** What is made up, and how large. */
export interface SampleSize {
    readonly tenants: number;
    readonly charges: number;
    /** Days of usage before the night. */
    readonly days: number;
}
/** A made-up platform on the eve of a day: bills, usage, and resources of which some have drifted; others do the day after. */
export declare function sampleWorld(day: string, size?: SampleSize): World;
