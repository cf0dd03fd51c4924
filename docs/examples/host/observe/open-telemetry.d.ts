import type { Observer } from '@omnicloud/domain';
/** As much of OpenTelemetry's `Tracer` and `Meter` as is used here; those of `@opentelemetry/api` 1.x fit. */
export interface TracerLike {
    startSpan(name: string, options?: {
        attributes?: Record<string, string>;
    }): SpanLike;
}
export interface SpanLike {
    setStatus(status: {
        code: number;
        message?: string;
    }): unknown;
    end(): void;
}
export interface MeterLike {
    createCounter(name: string, options?: {
        description?: string;
    }): {
        add(value: number, attributes?: Record<string, string>): void;
    };
    createHistogram(name: string, options?: {
        unit?: string;
    }): {
        record(value: number, attributes?: Record<string, string>): void;
    };
}
/**
 * Shows every port call as a span, a count and a duration. The tenant stands on the span only: as an attribute of a
 * metric it would make one series a tenant.
 *
 * @example
 * const observer = openTelemetryObserver(trace.getTracer('omnicloud'), metrics.getMeter('omnicloud'));
 * const detector = new DriftDetector({ ...ports, observer });
 */
export declare function openTelemetryObserver(tracer: TracerLike, meter: MeterLike, now?: () => number): Observer;
