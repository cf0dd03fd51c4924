import type { FuzzTarget } from '../target.js';
import { comparison, equivalences, globs, paths } from './drift.js';
import { focusFiles, kubernetesFiles, parquetFiles, terraformFiles } from './files.js';
import { apportionment, decimals } from './money.js';
import { openApi, permissions, policies } from './permissions.js';
import { awsCategories, columnRules } from './rules.js';
import { wireForms } from './wire.js';

/** Every door that is fuzzed; a new one is a file here and a name in this list. */
export const TARGETS: readonly FuzzTarget[] = [
  decimals,
  apportionment,
  paths,
  globs,
  comparison,
  equivalences,
  wireForms,
  focusFiles,
  parquetFiles,
  kubernetesFiles,
  terraformFiles,
  policies,
  permissions,
  openApi,
  columnRules,
  awsCategories,
];
