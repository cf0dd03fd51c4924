export { anyAnswer, portCall, type PortCall, type PortContext, type PortProblem } from './call.js';
export { noObserver, type Observation, type Observer } from './observer.js';
export { quietly } from './quietly.js';
export { onlyOf } from './tenancy.js';
export { randomIds, type IdSource } from './id-source.js';
