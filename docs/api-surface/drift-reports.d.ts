// @omnicloud/domain/drift/reports

export interface SarifOptions {
    readonly toolVersion?: string;
}

export const reportAsJson: (report: DriftReport, indent?: number) => string;

export const reportAsJunit: (report: DriftReport) => string;

export const reportAsMarkdown: (report: DriftReport) => string;

export const reportAsSarif: (report: DriftReport, options?: SarifOptions) => object;

export const reportAsText: (report: DriftReport) => string;
