import { assertNever } from '../../base/assertNever';
import type { TimelineDetail, TimelineLane } from '../../protocol/timeline';
import { hostCpuWords } from './hostCpuWords';
import { exitMarkWords, pageMarkWords, strategyWords, wakeWords } from './markWords';
import { stateWords } from './stateWords';
import { windowWords } from './windowWords';
import { WordsContext } from './WordsContext';
import type { WordsSource } from './WordsSource';

export interface Place {
  /** Key of a lane. */
  readonly lane: string;
  readonly timeNs: number;
  /** How far a mark may be away. */
  readonly slackNs: number;
}

/** What is at a place of a lane; undefined: nothing is, or there is no such lane. */
export function laneDetail(source: WordsSource, place: Place): TimelineDetail | undefined {
  const lane = source.laneOf(place.lane);
  if (lane === undefined || !Number.isFinite(place.timeNs)) return undefined;
  const slackNs = Number.isFinite(place.slackNs) ? Math.max(0, place.slackNs) : 0;
  const detail = detailOf(new WordsContext(source), lane, place.timeNs, slackNs);
  return detail && { lane: lane.key, ...detail };
}

function detailOf(
  words: WordsContext,
  lane: TimelineLane,
  timeNs: number,
  slackNs: number,
): Omit<TimelineDetail, 'lane'> | undefined {
  switch (lane.kind) {
    case 'state':
      return stateWords(words, lane, timeNs);
    case 'strategy':
      return strategyWords(words, lane, timeNs);
    case 'wakes':
      return wakeWords(words, lane, timeNs, slackNs);
    case 'exits':
      return exitMarkWords(words, lane, timeNs, slackNs);
    case 'window':
      return windowWords(words, lane, timeNs);
    case 'cpu':
      return hostCpuWords(words, lane, timeNs);
    case 'page':
      return pageMarkWords(words, lane, timeNs, slackNs);
    default:
      return assertNever(lane.kind);
  }
}
