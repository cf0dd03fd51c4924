import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BenchSeries, valuesOf } from './read-series.js';

/** What a peer said about one series. */
export interface PeerLine {
  readonly id: string;
  readonly mean: readonly number[];
  readonly ms: number;
}

export interface Peer {
  readonly name: string;
  readonly lines: readonly PeerLine[];
}

/** Runs every peer that is installed; those that are not are named on the way. */
export async function runPeers(series: readonly BenchSeries[]): Promise<readonly Peer[]> {
  return [...runR(series), ...(await runArima(series))];
}

const R_MODELS = ['ets', 'thetaf', 'auto.arima'];

/**
 * Reads lines `id<TAB>horizon<TAB>period<TAB>values`, writes `model<TAB>id<TAB>ms<TAB>means`. A model that takes longer
 * than a minute for a series, or fails, gives no line: auto.arima may take an hour where a season has 52 steps.
 */
const R_SCRIPT = `
suppressMessages(library(forecast))
paths <- commandArgs(trailingOnly = TRUE)
out <- file(paths[2], 'w')
for (line in readLines(paths[1])) {
  f <- strsplit(line, '\\t')[[1]]
  h <- as.integer(f[2])
  y <- ts(as.numeric(strsplit(f[4], ' ')[[1]]), frequency = as.integer(f[3]))
  for (model in c('ets', 'thetaf', 'auto.arima')) {
    setTimeLimit(elapsed = 60, transient = TRUE)
    spent <- system.time(answer <- tryCatch(
      if (model == 'thetaf') thetaf(y, h = h)$mean
      else if (model == 'ets') forecast(ets(y), h = h)$mean
      else forecast(auto.arima(y), h = h)$mean,
      error = function(e) NULL))
    setTimeLimit()
    if (is.null(answer)) next
    ms <- 1000 * (spent[['user.self']] + spent[['sys.self']])
    cat(model, f[1], ms, paste(format(as.numeric(answer), digits = 15), collapse = ' '), sep = '\\t', file = out)
    cat('\\n', file = out)
  }
}
close(out)
`;

function runR(series: readonly BenchSeries[]): readonly Peer[] {
  const probe = spawnSync('Rscript', ['-e', 'library(forecast)'], { encoding: 'utf8' });
  if (probe.status !== 0) {
    console.log('R with the forecast package: not installed (Debian: r-base-core r-cran-forecast)');
    return [];
  }
  const folder = mkdtempSync(join(tmpdir(), 'forecast-peers-'));
  const [script, input, output] = ['peers.R', 'in.tsv', 'out.tsv'].map((name) => join(folder, name));
  writeFileSync(script!, R_SCRIPT);
  writeFileSync(input!, series.map((one) => `${lineFor(one)}\n`).join(''));
  const run = spawnSync('Rscript', [script!, input!, output!], {
    encoding: 'utf8',
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  if (run.status !== 0) return [];
  const rows = readFileSync(output!, 'utf8')
    .trim()
    .split('\n')
    .map((line) => line.split('\t'));
  return R_MODELS.map((name) => {
    const lines = rows
      .filter(([model]) => model === name)
      .map(([, id, ms, mean]) => ({ id: id!, ms: Number(ms), mean: mean!.trim().split(/\s+/).map(Number) }));
    sayMissing(`R ${name}`, series.length - lines.length, series.length);
    return { name: `R ${name}`, lines };
  });
}

function sayMissing(name: string, missing: number, of: number): void {
  if (missing > 0) console.log(`${name} gave up on ${missing} of ${of} series`);
}

function lineFor({ id, horizon, modelPeriods, train }: BenchSeries): string {
  return [id, horizon, modelPeriods[0] ?? 1, train.map((x) => x ?? 'NA').join(' ')].join('\t');
}

interface ArimaModel {
  train(values: readonly number[]): ArimaModel;
  predict(horizon: number): [number[], number[]];
}

/** The npm package `arima` (WebAssembly), letting it choose its orders. */
async function runArima(series: readonly BenchSeries[]): Promise<readonly Peer[]> {
  const arima = await loadArima();
  if (!arima) {
    console.log('npm package arima: not installed (npm ci --prefix test/bench)');
    return [];
  }
  const lines = series.flatMap((one): PeerLine[] => {
    const season = one.modelPeriods[0] ?? 0;
    // Its memory does not hold the states of a long season.
    const orders = season > 1 && season <= 12 ? { P: 1, D: 1, Q: 1, s: season } : {};
    const before = process.cpuUsage();
    try {
      const model = new arima({ auto: true, p: 3, d: 2, q: 3, ...orders, verbose: false }).train(
        Array.from(valuesOf(one.train)),
      );
      const [mean] = model.predict(one.horizon);
      const { user, system } = process.cpuUsage(before);
      return mean.every(Number.isFinite) ? [{ id: one.id, mean, ms: (user + system) / 1000 }] : [];
    } catch {
      return [];
    }
  });
  sayMissing('npm arima', series.length - lines.length, series.length);
  return [{ name: 'npm arima', lines }];
}

async function loadArima(): Promise<(new (options: object) => ArimaModel) | undefined> {
  // A name the type checker cannot follow: the package is there only where the peers are installed.
  const name: string = 'arima';
  try {
    const loaded = (await import(name)) as { readonly default: new (options: object) => ArimaModel };
    return loaded.default;
  } catch {
    return undefined;
  }
}
