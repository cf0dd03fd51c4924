/** What a host may choose of any chart. */
export interface ChartSize {
  /** Pixels of the plot itself, axes and title not counted. Default 720. */
  readonly width?: number;
  /** Pixels of the plot itself. Default 280; bars that lie take what they need. */
  readonly height?: number;
}

/** The size to draw at; what is no number of pixels counts as not given. */
export function toPlotSize(size: unknown, height = 280): Required<ChartSize> {
  return { width: readSide(size, 'width') ?? 720, height: readSide(size, 'height') ?? height };
}

function readSide(size: unknown, side: keyof ChartSize): number | undefined {
  try {
    const asked: unknown = (size as ChartSize)[side];
    return typeof asked === 'number' && asked >= 40 && asked <= 20_000 ? asked : undefined;
  } catch {
    return undefined;
  }
}
