import type { PostgresClient } from '@omnicloud/domain/adapters/postgres';
/** Which steps of a night are done, so that a new start does not do them again. Doing one again would do no harm. */
export declare class Progress {
    #private;
    constructor(client: PostgresClient);
    prepare(): Promise<void>;
    isDone(day: string, tenantId: string, step: string): Promise<boolean>;
    done(day: string, tenantId: string, step: string): Promise<void>;
}
