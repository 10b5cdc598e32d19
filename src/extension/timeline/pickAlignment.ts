import * as vscode from 'vscode';
import { instantText } from '../analysis/texts';
import { capitalised } from '../../base/capitalised';
import { fileName } from '../fileName';
import { alignmentChoices, atMoments, betweenMoments } from './alignments';
import type { AlignmentChoice } from './alignments';
import type { LinkableTrace } from './linkTimelines';
import type { Moment } from './moments';

interface AlignmentItem extends vscode.QuickPickItem {
  readonly chosen?: AlignmentChoice;
  readonly pick?: () => Promise<AlignmentChoice | undefined>;
}

/** Lets the user pick how timelines lie beside each other; undefined: the user thought better of it. */
export async function pickAlignment(
  traces: readonly LinkableTrace[],
): Promise<AlignmentChoice | undefined> {
  const choices = alignmentChoices(traces.map(({ timeline }) => timeline.moments));
  const items: readonly AlignmentItem[] = [
    ...choices.map((choice) => ({
      label: capitalised(choice.at),
      description: effectOf(choice),
      chosen: choice,
    })),
    { label: '', kind: vscode.QuickPickItemKind.Separator },
    {
      label: 'A Moment of Each…',
      detail: 'A selected moment, a marker, a note, a trace_marker',
      pick: () => pickMoments(traces),
    },
    {
      label: 'Stretched between Two Moments of Each…',
      detail: 'What lies between them is as wide in all timelines',
      pick: () => pickStretch(traces),
    },
  ];
  const picked = await vscode.window.showQuickPick(items, {
    title: 'Link Timelines',
    placeHolder: 'Where they are the same',
    matchOnDetail: true,
  });
  return picked?.chosen ?? picked?.pick?.();
}

async function pickMoments(
  traces: readonly LinkableTrace[],
  what = 'The moment that is the same',
): Promise<AlignmentChoice | undefined> {
  const moments = await momentOfEach(traces, what);
  return moments && atMoments(moments);
}

async function pickStretch(traces: readonly LinkableTrace[]): Promise<AlignmentChoice | undefined> {
  const begins = await momentOfEach(traces, 'The first moment that is the same');
  const ends = begins && (await momentOfEach(traces, 'The second moment that is the same'));
  if (begins === undefined || ends === undefined) return undefined;
  const stretch = betweenMoments(begins, ends);
  if (stretch === undefined) {
    void vscode.window.showWarningMessage(
      'Nothing lies between the two moments of one recording: pick different ones.',
    );
  }
  return stretch;
}

async function momentOfEach(
  traces: readonly LinkableTrace[],
  what: string,
): Promise<readonly Moment[] | undefined> {
  const picked: Moment[] = [];
  for (const { trace, timeline } of traces) {
    const items = timeline.moments.map((moment) => ({
      label: capitalised(moment.name),
      description: instantText(moment.timeNs, timeline.unit),
      moment,
    }));
    const item = await vscode.window.showQuickPick(items, {
      title: `Link Timelines: ${fileName(trace.uri)}`,
      placeHolder: `${what}, of ${fileName(trace.uri)}`,
    });
    if (item === undefined) return undefined;
    picked.push(item.moment);
  }
  return picked;
}

/** What it does to the second one. */
function effectOf({ alignments }: AlignmentChoice): string {
  const scale = alignments[1]?.scale ?? 1;
  return scale === 1 ? '' : `stretched ×${scale.toFixed(3)}`;
}
