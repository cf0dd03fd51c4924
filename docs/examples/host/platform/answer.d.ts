import { Inbox, type World } from './world.js';
/** A request as far as the services look at it. */
export interface PlatformRequest {
    readonly method: string;
    /** Path and query. */
    readonly url: string;
    readonly headers: Readonly<Record<string, string | string[] | undefined>>;
    readonly body: string;
}
export interface PlatformAnswer {
    readonly status: number;
    readonly body: unknown;
}
/** What the platform's services are: what they know, what they took in, and how many rows they give at a time. */
export interface Platform {
    readonly world: World;
    readonly inbox: Inbox;
    readonly pageSize: number;
}
/** All services of the platform behind one address, as plain functions of what they know. */
export declare function answerOf(platform: Platform, request: PlatformRequest): PlatformAnswer;
