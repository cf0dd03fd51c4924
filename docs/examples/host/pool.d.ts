import pg from 'pg';
/** A pool of a few connections. One that the server ends is dropped, and the next query gets another. */
export declare function poolOf(databaseUrl: string): pg.Pool;
