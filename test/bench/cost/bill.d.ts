export interface BillRow {
    readonly chargeId: string;
    readonly tenantId: string | null;
    readonly resourceId: string;
    readonly category: 'compute' | 'storage' | 'network' | 'shared' | 'reserved' | 'support';
    /** DECIMAL(18,9) as text. */
    readonly cost: string;
    readonly start: string;
    readonly tags: string;
}
/**
 * Lines of 1,000 tenants (the first have the most) and 50,000 resources. One line in fifty is shared and names no tenant, one in
 * a hundred is negative, one in twenty is zero.
 */
export declare function makeBill(rows: number, tenants?: number, resources?: number): BillRow[];
export declare const CSV_HEADER = "charge_id,tenant_id,resource_id,category,cost,currency,start,tags";
/** Writes the bill as CSV, the tags quoted as they hold commas, and answers how many bytes the file has. */
export declare function writeCsv(rows: readonly BillRow[], file: string): number;
