import { writeFile } from 'node:fs/promises';
import * as vega from 'vega';
import { compile, type TopLevelSpec } from 'vega-lite';
import type { ChartSize, ChartSpecification } from '@omnicloud/domain/charts';

/** A chart that can be drawn at any size. */
export type Drawing = (size: ChartSize) => ChartSpecification;

/** One part of the page: a heading, a sentence, the table as printed, and its charts. */
export interface Section {
  readonly title: string;
  readonly summary: string;
  readonly text: string;
  readonly charts: readonly Drawing[];
}

/** Writes one self-contained page: the charts are drawn as SVG now, for a desk and for a telephone, so it loads nothing. */
export async function writePage(file: string, sections: readonly Section[]): Promise<void> {
  const parts = await Promise.all(sections.map(drawSection));
  const page = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Cost, drift and capacity</title>
<style>
  body { font: 16px/1.5 Helvetica, Arial, sans-serif; color: #1a1a1a; max-width: 860px; margin: 2rem auto; padding: 0 1rem }
  h1 { font-size: 1.6rem } h2 { font-size: 1.25rem; margin-top: 3rem; border-bottom: 1px solid #ccc }
  pre { font-size: 12px; line-height: 1.35; overflow-x: auto; background: #f6f6f4; padding: 1rem }
  svg { max-width: 100%; height: auto; display: block; margin: 1.5rem 0 }
  .narrow { display: none }
  @media (max-width: 700px) { .narrow { display: block } .wide { display: none } }
</style>
<h1>Who owes what, what drifted, when do we run out</h1>
${parts.join('\n')}
</html>
`;
  await writeFile(file, page);
}

async function drawSection({ title, summary, text, charts }: Section): Promise<string> {
  const pictures = await Promise.all(charts.map(draw));
  return `<h2>${escape(title)}</h2>\n<p>${escape(summary)}</p>\n${pictures.join('\n')}\n<pre>${escape(text)}</pre>`;
}

async function draw(drawing: Drawing): Promise<string> {
  const [wide, narrow] = await Promise.all([svgOf(drawing({ width: 680 })), svgOf(drawing({ width: 250 }))]);
  return `<div class="wide">${wide}</div>\n<div class="narrow">${narrow}</div>`;
}

async function svgOf(chart: ChartSpecification): Promise<string> {
  const { spec } = compile(structuredClone(chart) as unknown as TopLevelSpec);
  return new vega.View(vega.parse(spec), { renderer: 'none' }).toSVG();
}

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
