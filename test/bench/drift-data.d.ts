/** A rule of a firewall as clouds describe it. */
export interface FirewallRule {
    readonly description: string;
    readonly protocol: string;
    readonly from_port: number;
    readonly to_port: number;
    readonly cidr: string;
    readonly self: boolean;
    readonly priority: number;
    readonly action: string;
}
/** Resources of 40 leaves each, shaped like the instances of a Terraform state. */
export declare function resourcesOf40Leaves(count: number): readonly object[];
/** A copy in which each leaf has the chance `share` of another value. */
export declare function withChangedLeaves<A>(value: A, share: number, random?: () => number): A;
export declare function firewallRules(count: number): readonly FirewallRule[];
/** A copy in which the share `share` of the rules has another priority. */
export declare function withChangedRules(rules: readonly FirewallRule[], share: number): readonly FirewallRule[];
export declare function shuffled<A>(list: readonly A[]): readonly A[];
