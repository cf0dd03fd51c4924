import type { ChartSpecification } from '@omnicloud/domain/charts';
/** One part of the page: a heading, a sentence, the table as printed, and its charts. */
export interface Section {
    readonly title: string;
    readonly summary: string;
    readonly text: string;
    readonly charts: readonly ChartSpecification[];
}
/** Writes one self-contained page: the charts are drawn as SVG now, so it loads nothing. */
export declare function writePage(file: string, sections: readonly Section[]): Promise<void>;
