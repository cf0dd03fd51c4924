import type { MemoryResource } from '@omnicloud/domain/adapters/memory';
/** Reads two Terraform states, a plan that holds both sides, or two JSON documents of any kind. */
export declare function readInfrastructure(desired: string, actual?: string): Promise<readonly MemoryResource[]>;
