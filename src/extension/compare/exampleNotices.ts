import type { ComparedRow } from '../../protocol/comparePage';
import type { ClockFacts } from '../../protocol/facts';
import type { ShowNotice } from '../../protocol/requests';
import { durationText } from '../analysis/texts';
import type { Example } from './exampleOf';
import type { ExamplePlace } from './exampleStretches';
import type { FoundExample } from './findExample';

export interface ExampleInRun {
  readonly row: Pick<ComparedRow, 'what' | 'aText' | 'bText'>;
  readonly run: 'a' | 'b';
  readonly example: Example;
  /** undefined: the run has none. */
  readonly found: FoundExample | undefined;
  readonly place: ExamplePlace;
  readonly stretch: { readonly fromNs: number; readonly toNs: number };
  /** Since the load began. */
  readonly sinceNs: number;
  readonly unit: ClockFacts['unit'];
}

/** What the page of a run is told: of what it shows an example, what else there is, and where it is. */
export function exampleNotices(shown: ExampleInRun): readonly ShowNotice[] {
  const { example, found, place, stretch } = shown;
  const { more } = example;
  const { lane, timeNs } = place;
  return [
    { notice: 'example', text: exampleText(shown), more },
    // Marks all of them in the timeline.
    ...more.shows.filter(({ notice }) => notice === 'matches'),
    ...(found?.row === undefined ? [] : [{ notice: 'reveal' as const, row: found.row }]),
    { notice: 'range', ...stretch, lane, timeNs },
  ];
}

/** With what the row comes to in both runs. */
function exampleText({ row, run, found, sinceNs, unit }: ExampleInRun): string {
  const { what, aText, bText } = row;
  const [here, there] = run === 'a' ? [aText, bText] : [bText, aText];
  const other = run === 'a' ? 'B' : 'A';
  const values = `“${what}”: ${here} here, ${there} in run ${other}.`;
  return found === undefined
    ? `No example of ${values} This is where run ${other} has one, ${durationText(sinceNs, unit)} after the load began.`
    : `An example of ${values}`;
}
