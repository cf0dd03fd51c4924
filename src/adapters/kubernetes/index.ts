/**
 * Kubernetes in: manifests (YAML and JSON, charts and overlays rendered) and what the API server answers, as resources
 * to compare; who owns which field, and what was last applied. Rules for the comparison are `kubernetesRules` of
 * `drift/cloud`.
 *
 * @packageDocumentation
 */
export {
  readKubernetesManifests,
  type KubernetesObject,
  type ManifestPlace,
  type ManifestSource,
  type NamedManifest,
} from './read-manifests.js';
export {
  pairKubernetesResources,
  type KubernetesPair,
  type KubernetesPairs,
  type LeftOutObject,
  type LeftOutReason,
  type PairingOptions,
} from './pair-resources.js';
export {
  lastAppliedConfiguration,
  withoutManagers,
  type LastAppliedOptions,
  type WithoutManagers,
} from './managed-fields.js';
export type { InvalidManifest } from './errors.js';
