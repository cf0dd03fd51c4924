import type { Episode } from '../model/episode.js';
import { tryOr } from '../safely.js';

/** What the episodes of a resource, or of a tenant, say together. */
export interface EpisodeFigures {
  /** Drifts that are open. */
  readonly open: number;
  /** Drifts that came back after they were mended. */
  readonly reopened: number;
  /** Drifts that keep coming and going. */
  readonly flapping: number;
  /** The mean of the seconds from opening to closing over all closed openings; null where none has closed. */
  readonly meanSecondsToRemediate: number | null;
  /** The oldest opening that is still open. */
  readonly oldestOpenSince: number | null;
}

/** When an episode flaps: this many openings within so many seconds. Default 3 within a week. */
export interface FlappingRule {
  /** So many openings make a drift that flaps. */
  readonly openings: number;
  /** Within so many seconds. */
  readonly withinSeconds: number;
}

const DEFAULT_FLAPPING: FlappingRule = { openings: 3, withinSeconds: 604_800 };

/** Whether an episode keeps coming back: some run of its latest openings is that dense. */
export function isFlapping(episode: Episode, rule: FlappingRule = DEFAULT_FLAPPING): boolean {
  return tryOr(() => {
    const { openings, withinSeconds } = rule;
    return episode.recentOpenings.some((from, i, all) => {
      const until = all[i + openings - 1];
      return until !== undefined && until - from <= withinSeconds;
    });
  }, false);
}

/** Whether a value has what the figures rest on. */
const isEpisode = ({ openings, secondsOpen, openedAt }: Episode): boolean =>
  [openings, secondsOpen, openedAt].every(Number.isFinite);

/** The mean seconds that a closed opening of an episode lasted; `undefined` where none has closed by being resolved. */
export function meanSecondsToRemediate(episode: Episode): number | undefined {
  return episodeFigures([episode]).meanSecondsToRemediate ?? undefined;
}

/** Counts and times over many episodes. What is no episode, or refuses to be read, is passed over. */
export function episodeFigures(episodes: readonly Episode[], rule?: FlappingRule): EpisodeFigures {
  const read = tryOr(() => [...episodes], []).flatMap((episode) => tryOr(() => [{ ...episode }], []));
  return figuresOf(read.filter(isEpisode), rule);
}

function figuresOf(episodes: readonly Episode[], rule: FlappingRule | undefined): EpisodeFigures {
  const open = episodes.filter(({ closedAt }) => closedAt === null);
  const finished = episodes.reduce((sum, { openings, closedAt }) => sum + openings - (closedAt === null ? 1 : 0), 0);
  const seconds = episodes.reduce((sum, { secondsOpen }) => sum + secondsOpen, 0);
  return {
    open: open.length,
    reopened: episodes.filter(({ openings }) => openings > 1).length,
    flapping: episodes.filter((episode) => isFlapping(episode, rule)).length,
    meanSecondsToRemediate: finished === 0 ? null : seconds / finished,
    oldestOpenSince:
      open.length === 0 ? null : open.reduce((oldest, { openedAt }) => Math.min(oldest, openedAt), Infinity),
  };
}
