import type { Observer } from '@omnicloud/domain';

/** As much of OpenTelemetry's `Tracer` and `Meter` as is used here; those of `@opentelemetry/api` 1.x fit. */
export interface TracerLike {
  startSpan(name: string, options?: { attributes?: Record<string, string> }): SpanLike;
}
export interface SpanLike {
  setStatus(status: { code: number; message?: string }): unknown;
  end(): void;
}
export interface MeterLike {
  createCounter(
    name: string,
    options?: { description?: string },
  ): { add(value: number, attributes?: Record<string, string>): void };
  createHistogram(
    name: string,
    options?: { unit?: string },
  ): { record(value: number, attributes?: Record<string, string>): void };
}

// `SpanStatusCode.ERROR`.
const ERROR = 2;

/**
 * Shows every port call as a span, a count and a duration. The tenant stands on the span only: as an attribute of a
 * metric it would make one series a tenant.
 *
 * @example
 * const observer = openTelemetryObserver(trace.getTracer('omnicloud'), metrics.getMeter('omnicloud'));
 * const detector = new DriftDetector({ ...ports, observer });
 */
export function openTelemetryObserver(
  tracer: TracerLike,
  meter: MeterLike,
  now: () => number = () => performance.now(),
): Observer {
  const calls = meter.createCounter('omnicloud.calls', {
    description: 'port calls and heavy computations, by outcome',
  });
  const duration = meter.createHistogram('omnicloud.duration', { unit: 's' });
  return {
    start(name, tenantId) {
      const span = tracer.startSpan(
        `omnicloud.${name}`,
        tenantId === undefined ? {} : { attributes: { 'omnicloud.tenant': tenantId } },
      );
      const began = now();
      return ({ outcome, errorTag }) => {
        const attributes = { name, outcome, ...(errorTag === undefined ? {} : { error: errorTag }) };
        if (outcome === 'failed')
          span.setStatus({ code: ERROR, ...(errorTag === undefined ? {} : { message: errorTag }) });
        span.end();
        calls.add(1, attributes);
        duration.record((now() - began) / 1000, attributes);
      };
    },
  };
}
