/** The platform's services over HTTP: one resilient client a service, and the ports on top of it. */
export { type BackoffOptions } from './backoff.js';
export { HttpBilling } from './billing-port.js';
export { HttpCompliance } from './compliance-port.js';
export { HttpCompute } from './compute-ports.js';
export { HttpMonitor } from './monitor-port.js';
export { HttpReconciler } from './reconciler-port.js';
export { type HeaderNames } from './request-headers.js';
export { type Circuit, type ResilienceOptions } from './resilience.js';
export { ServiceClient, type ServiceClientOptions, type ServiceProblem } from './service-client.js';
export { type ServiceRequest } from './service-request.js';
export { HttpActualState, HttpDesiredState } from './state-ports.js';
export { HttpTenants } from './tenants-port.js';
export { type ServiceFailure, type ServiceFailureKind } from '../../errors/http.js';
