import type { Comparability, RunFacts } from '../../protocol/compare';

/** What the text of one run lacks and the other run has, where recordings and texts are compared. */
export function lostInOne(a: RunFacts, b: RunFacts): readonly LostInText[] {
  const [ofA, ofB] = [lostIn(a), lostIn(b)];
  return [
    ...[...ofA].filter((loss) => !ofB.has(loss)),
    ...[...ofB].filter((loss) => !ofA.has(loss)),
  ];
}

type LostInText = Pick<Comparability, 'text' | 'affects'>;

type Format = RunFacts['sources'][number]['format'];

const unlisted: LostInText = {
  text: 'A text does not say which events were asked for.',
  affects: ['state.halt_poll', 'state.kernel', 'poll_window.'],
};

/** What a text lacks of the recording that it was printed from (docs/formats/text.md). */
const lost: Readonly<Record<Format, readonly LostInText[]>> = {
  'trace.dat': [],
  'perf.data': [],
  csv: [unlisted],
  'ftrace-text': [unlisted],
  'trace-cmd-report': [
    unlisted,
    {
      text: 'trace-cmd report does not tell a displaced thread from another one that could run on.',
      affects: ['state.preempted'],
    },
  ],
  'perf-script': [
    unlisted,
    {
      text: 'perf script leaves out what was recorded in guest mode.',
      affects: ['state.waking', 'wakeup'],
    },
  ],
};

function lostIn({ sources }: RunFacts): ReadonlySet<LostInText> {
  return new Set(sources.flatMap(({ format }) => lost[format]));
}
