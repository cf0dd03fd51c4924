import type pg from 'pg';
/** What one job is: a night of one tenant, or without a tenant the bill of everybody. */
export interface NightlyJob {
    readonly day: string;
    readonly tenantId?: string;
}
/** The name of the task, and the names of the workers: fixed, so that the jobs of one that was killed can be freed. */
export declare const TASK = "nightly";
export declare const WORKERS: readonly string[];
/** The queue of jobs, in the same PostgreSQL as everything else. */
export declare class Queue {
    #private;
    private constructor();
    static open(pool: pg.Pool): Promise<Queue>;
    /** One job a tenant, and one for the bill. A job of the same key is replaced: adding them again adds nothing. */
    add(day: string, tenants: readonly string[]): Promise<void>;
    /** Frees the jobs of workers that are no more, and lets those that failed try again at once; how many jobs are left. */
    recover(): Promise<number>;
    /** What the jobs say that have failed for good. */
    failures(): Promise<readonly string[]>;
    close(): Promise<void>;
}
