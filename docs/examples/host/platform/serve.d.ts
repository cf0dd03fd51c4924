import { type Platform } from './answer.js';
/** Serves a stand-in platform on loopback, on a port that is free. */
export declare function servePlatform(platform: Platform): Promise<{
    readonly url: string;
    close(): Promise<void>;
}>;
