import type { ComparedRow } from '../../protocol/comparePage';
import type { ClockFacts } from '../../protocol/facts';
import type { ShowNotice } from '../../protocol/notices';
import { durationText } from '../analysis/texts';
import type { Example } from './exampleOf';
import type { ExamplePlace } from './exampleStretches';
import type { FoundExample } from './findExample';

interface ShownRun {
  readonly row: Pick<ComparedRow, 'what' | 'aText' | 'bText'>;
  readonly run: 'a' | 'b';
  readonly example: Example;
}

export interface ExampleInRun extends ShownRun {
  /** undefined: the run has none. */
  readonly found: FoundExample | undefined;
  readonly place: ExamplePlace;
  readonly stretch: { readonly fromNs: number; readonly toNs: number };
  /** Since the load began. */
  readonly sinceNs: number;
  readonly unit: ClockFacts['unit'];
}

export interface ExampleAlone extends ShownRun {
  readonly found: FoundExample | undefined;
  /** Around what was found. */
  readonly stretch: { readonly fromNs: number; readonly toNs: number } | undefined;
  /** Why the other run is not shown beside it. */
  readonly why: string;
}

/** What the page of a run is told: of what it shows an example, what else there is, and where it is. */
export function exampleNotices(shown: ExampleInRun): readonly ShowNotice[] {
  return noticesOf(shown, exampleText(shown));
}

/** The same where the other run cannot be shown. */
export function exampleAloneNotices(shown: ExampleAlone): readonly ShowNotice[] {
  const { row, run, example, found, stretch, why } = shown;
  const begins = found === undefined ? 'No example' : 'An example';
  const text = `${begins} of ${valuesText(row, run)} Run ${otherOf(run)} is not shown: ${why}`;
  return found === undefined || stretch === undefined
    ? [{ notice: 'example', text, more: example.more }, ...example.more.shows]
    : noticesOf({ example, found, place: found, stretch }, text);
}

function noticesOf(
  { example, found, place, stretch }: Pick<ExampleInRun, 'example' | 'found' | 'place' | 'stretch'>,
  text: string,
): readonly ShowNotice[] {
  const { more } = example;
  const { lane, timeNs } = place;
  return [
    { notice: 'example', text, more },
    // Marks all of them in the timeline.
    ...more.shows.filter(({ notice }) => notice === 'matches'),
    ...(found?.row === undefined ? [] : [{ notice: 'reveal' as const, row: found.row }]),
    { notice: 'range', ...stretch, lane, timeNs },
  ];
}

/** With what the row comes to in both runs. */
function exampleText({ row, run, found, sinceNs, unit }: ExampleInRun): string {
  const values = valuesText(row, run);
  return found === undefined
    ? `No example of ${values} This is where run ${otherOf(run)} has one, ${durationText(sinceNs, unit)} after the load began.`
    : `An example of ${values}`;
}

function valuesText({ what, aText, bText }: ShownRun['row'], run: ShownRun['run']): string {
  const [here, there] = run === 'a' ? [aText, bText] : [bText, aText];
  return `“${what}”: ${here} here, ${there} in run ${otherOf(run)}.`;
}

function otherOf(run: ShownRun['run']): string {
  return run === 'a' ? 'B' : 'A';
}
