// The worker's script as it stands in the sources; a package's build has it compiled.
import { register } from 'tsx/esm/api';

register();
await import('../../../src/adapters/worker-threads/worker.ts');
