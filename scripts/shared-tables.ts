import { basename } from 'node:path';

/** Large tables that ES modules and CommonJS share: each is built once, as CommonJS, beside what imports it. */
export const SHARED_TABLES = [
  'src/adapters/focus/conformance/rule-sets.ts',
  'src/capacity-forecast/ensemble/learned-tables.ts',
  'src/drift/cloud/kubernetes-defaults.ts',
  'src/drift/settings/security-settings.ts',
].map((source) => ({ source, name: basename(source, '.ts') }));
