import { plainName } from '../exposure/rule-names.js';
import type { Path } from '../path.js';
import { plainType } from './setting.js';

// Google Cloud chooses the firewall rules and routes of a machine by its network tags, which are a list of words.
const TAGGED_MACHINES = /^google(?:compute|container|notebooks|workbench|dataproc|dataflow)/;
// Services, network policies and admission choose these by their labels.
const SELECTED_KINDS = /^(?:pod|namespace|node|defaultnamespace)s?$/;

/**
 * Whether a tag or label at a path chooses what applies to the resource: the network tags of Google Cloud, the labels
 * of pods, namespaces and nodes, and every selector. Others name and explain.
 */
export function selects(resourceType: string, path: Path): boolean {
  const names = path.flatMap((segment) => (typeof segment === 'string' ? [plainName(segment)] : []));
  const type = plainType(resourceType);
  if (names.at(-1) === 'tags' && TAGGED_MACHINES.test(type)) return true;
  const at = names.indexOf('labels');
  if (at < 0) return false;
  return SELECTED_KINDS.test(type) || names.slice(0, at).some((name) => /template$|selector$/.test(name));
}
