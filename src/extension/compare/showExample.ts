import * as vscode from 'vscode';
import type { ComparedRow } from '../../protocol/comparePage';
import { clockUnitOf } from '../../protocol/clockUnitOf';
import type { TraceFacts } from '../../protocol/facts';
import type { ShowNotice } from '../../protocol/notices';
import { vcpuOfA, vcpuOfB } from '../../protocol/vcpuPartners';
import type { PairedRuns } from '../../protocol/vcpuPartners';
import { openTrace } from '../openTrace';
import { shifted } from '../timeline/Alignment';
import type { LinkedTimelines } from '../timeline/LinkedTimelines';
import type { TraceDocument } from '../TraceDocument';
import type { TraceEditorProvider } from '../TraceEditorProvider';
import { untilLoaded } from '../untilLoaded';
import { exampleAloneNotices, exampleNotices } from './exampleNotices';
import { exampleOf, rowOfB } from './exampleOf';
import type { Example } from './exampleOf';
import { exampleStretches } from './exampleStretches';
import type { ExamplePlace } from './exampleStretches';
import { findExample } from './findExample';
import type { FoundExample } from './findExample';
import { goneRecordings, goneText } from './goneRecordings';
import { likePlace } from './likePlace';
import type { LoadSpan } from './likePlace';

/** A row, and the recordings that it is a row of. */
export interface ShownExample {
  readonly row: ComparedRow;
  readonly runs: PairedRuns;
  readonly a: vscode.Uri;
  readonly b: vscode.Uri;
  /** When the load of A and that of B begins and ends. */
  readonly loads: readonly [LoadSpan, LoadSpan];
}

interface Side {
  readonly trace: TraceDocument;
  readonly facts: TraceFacts;
  readonly example: Example;
  readonly found: FoundExample | undefined;
}

/** A run with what is shown of it: an example, or the same place of the load. */
interface PlacedSide extends Side {
  readonly run: 'a' | 'b';
  readonly place: ExamplePlace;
  readonly load: LoadSpan;
}

/**
 * Opens both recordings beside each other, the timeline of each at an example of a row. Where one of
 * them has none, its timeline is at the same place of the load. What cannot be read any more is left
 * out, and the other one says why. Throws where neither is there.
 */
export async function showExample(
  editors: TraceEditorProvider,
  linked: LinkedTimelines<TraceDocument>,
  { row, runs, a, b, loads }: ShownExample,
): Promise<void> {
  const gone = await goneRecordings(editors, [a, b]);
  if (gone.includes(a) && gone.includes(b)) throw new Error(goneText(gone));
  if (gone.length > 0) void vscode.window.showWarningMessage(goneText(gone));
  const { One, Two } = vscode.ViewColumn;
  const open = async (uri: vscode.Uri, viewColumn: vscode.ViewColumn) =>
    gone.includes(uri) ? undefined : openTrace(editors, uri, { viewColumn, preview: false });
  // One after the other: VS Code opens one editor at a time.
  const left = await open(a, One);
  const right = await open(b, Two);
  if (left !== undefined && right !== undefined) linked.pairVcpus(left, right, runs);
  const [ofA, ofB] = await Promise.all([
    sideOf(left, exampleOf(row, row.a), row.a),
    sideOf(right, exampleOf(rowOfB(row, runs), row.b), row.b),
  ]);
  if (left?.signal.aborted === true || right?.signal.aborted === true) return;
  if (ofA === undefined || ofB === undefined) {
    const why = gone.length > 0 ? goneText(gone) : 'its own tab says why.';
    if (ofA !== undefined) showAlone(row, { ...ofA, run: 'a' }, why);
    if (ofB !== undefined) showAlone(row, { ...ofB, run: 'b' }, why);
    return;
  }
  const [loadA, loadB] = loads;
  const [toA, toB] = [
    { load: loadB, otherLoad: loadA, otherVcpu: vcpuOfA(runs) },
    { load: loadA, otherLoad: loadB, otherVcpu: vcpuOfB(runs) },
  ];
  const placeA = ofA.found ?? (ofB.found && likePlace(ofB.found, toA));
  const placeB = ofB.found ?? (ofA.found && likePlace(ofA.found, toB));
  if (placeA === undefined || placeB === undefined) {
    // Its events are not told one by one, as those beyond what a table keeps.
    for (const { trace, example } of [ofA, ofB]) show(trace, example.more.shows);
    return;
  }
  showPlaces(linked, row, [
    { ...ofA, run: 'a', place: placeA, load: loadA },
    { ...ofB, run: 'b', place: placeB, load: loadB },
  ]);
}

/** Where the other run cannot be read: it is gone, or its page says what is wrong. */
function showAlone(row: ComparedRow, side: Side & Pick<PlacedSide, 'run'>, why: string): void {
  const { trace, facts, found } = side;
  const [stretch] = found === undefined ? [] : exampleStretches([found], [facts]);
  show(trace, exampleAloneNotices({ ...side, row, stretch, why }));
}

function showPlaces(
  linked: LinkedTimelines<TraceDocument>,
  row: ComparedRow,
  sides: readonly [PlacedSide, PlacedSide],
): void {
  const stretches = exampleStretches(
    sides.map(({ place }) => place),
    sides.map(({ facts }) => facts),
  );
  const [first, second] = sides;
  const starts = shifted(stretches[0]!.fromNs, stretches[1]!.fromNs);
  linked.realign(first.trace, second.trace, starts, 'examples of a difference');
  sides.forEach(({ trace, facts, run, example, found, place, load }, index) => {
    const stretch = stretches[index]!;
    const sinceNs = place.timeNs - load.fromNs;
    const unit = clockUnitOf(facts);
    show(trace, exampleNotices({ row, run, example, found, place, stretch, sinceNs, unit }));
  });
}

/** undefined: nothing of the recording is loaded. `value`: what the row has there. */
async function sideOf(
  trace: TraceDocument | undefined,
  example: Example,
  value: number,
): Promise<Side | undefined> {
  const facts = trace && (await untilLoaded(trace.engine, trace.signal));
  if (trace === undefined || facts === undefined) return undefined;
  if (example.searches.some(({ kind }) => kind === 'code')) await trace.symbols.ready();
  // What never happened is not looked for: a search may take the next best.
  const found = value === 0 ? undefined : await findExample(example, trace.engine);
  return { trace, facts, example, found };
}

function show({ relays }: TraceDocument, notices: readonly ShowNotice[]): void {
  for (const relay of relays) relay.show(...notices);
}
