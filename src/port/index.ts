export { ignoreAnswer, portCall, type PortCall, type PortContext, type PortProblem } from './call.js';
export { noObserver, type Observation, type Observer } from './observer.js';
export { ignoreErrors } from './quietly.js';
export { checkTenant } from './tenancy.js';
export { randomIds, type IdSource } from './id-source.js';
