// @omnicloud/domain/adapters/kubernetes

export type InvalidManifest = TaggedError<'InvalidManifest', {
    readonly source?: string;
    readonly document: number;
    readonly line: number;
    readonly reason: string;
}>;

export interface KubernetesObject {
    readonly apiVersion: string;
    readonly kind: string;
    readonly name?: string;
    readonly namespace?: string;
    readonly configuration: Readonly<Record<string, unknown>>;
    readonly place: ManifestPlace;
}

export interface KubernetesPair {
    readonly tenantId: string;
    readonly resourceId: string;
    readonly resourceType: string;
    readonly provider: string;
    readonly desired?: unknown;
    readonly actual?: unknown;
    readonly marks: ResourceMarks;
}

export interface KubernetesPairs {
    readonly resources: readonly KubernetesPair[];
    readonly leftOut: readonly LeftOutObject[];
}

export interface LastAppliedOptions {
    readonly managers?: readonly string[];
}

export interface LeftOutObject {
    readonly resourceId: string;
    readonly reason: LeftOutReason;
}

export type LeftOutReason = 'hook' | 'generated' | 'controlled' | 'made_by_the_cluster' | 'other_version';

export interface ManifestPlace {
    readonly source?: string;
    readonly document: number;
    readonly line: number;
}

export type ManifestSource = string | Uint8Array | readonly NamedManifest[];

export interface NamedManifest {
    readonly name: string;
    readonly content: string | Uint8Array;
}

export interface PairingOptions {
    readonly tenantId: string;
    readonly namespace?: string;
    readonly ignoreManagers?: readonly string[];
}

export interface WithoutManagers {
    readonly desired: unknown;
    readonly live: unknown;
}

export function lastAppliedConfiguration(live: unknown, options?: LastAppliedOptions): Data | undefined;

export function pairKubernetesResources(desired: readonly KubernetesObject[], actual: readonly KubernetesObject[], options: PairingOptions): Either<InvalidManifest, KubernetesPairs>;

export function readKubernetesManifests(source: ManifestSource): Either<InvalidManifest, readonly KubernetesObject[]>;

export function withoutManagers(desired: unknown, live: unknown, managers: readonly string[]): WithoutManagers;
