/**
 * The platform's services over HTTP: one resilient client a service, and the ports on top of it.
 *
 * @packageDocumentation
 */
export type { BackoffOptions, Circuit, ResilienceOptions } from './resilience.js';
export {
  HttpBilling,
  HttpCompliance,
  HttpCompute,
  HttpMonitor,
  HttpReconciler,
  HttpActualState,
  HttpDesiredState,
  HttpTenants,
} from './ports.js';
export type { HeaderNames, ServiceRequest } from './service-request.js';
export { ServiceClient, type ServiceClientOptions, type ServiceProblem } from './service-client.js';
export type { ServiceFailure, ServiceFailureKind } from './errors.js';
export type * from '../../shared-types.js';
