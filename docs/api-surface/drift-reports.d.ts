// @omnicloud/domain/drift/reports

export interface SarifOptions {
    readonly toolVersion?: string;
}

export const reportAsJson: (report: DriftReport, indent?: number) => string;

export function reportAsJunit(report: DriftReport): string;

export function reportAsMarkdown(report: DriftReport): string;

export function reportAsSarif(report: DriftReport, { toolVersion }?: SarifOptions): object;

export function reportAsText(report: DriftReport): string;
