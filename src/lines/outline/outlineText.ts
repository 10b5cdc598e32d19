import { addToList } from '../../base/addToList';
import { grouped } from '../../kvm/fieldValues';
import { counted } from '../counted';
import { LinePayloads } from '../LinePayloads';
import { lossText } from '../lossText';
import { habitsOfText } from '../textHabits';
import { visitLines } from '../visitLines';
import type { Pace, TextLines } from '../visitLines';
import type { OutlineNode } from './OutlineNode';
import { threadNode, vcpuNode } from './threadNodes';
import { TextOutline } from './TextOutline';
import type { ThreadMarks } from './ThreadMarks';

/** About 100 MB of text: editors give up earlier. */
const MOST_LINES = 1_000_000;
const MOST_THREADS = 200;

/** The outline of a trace text; undefined: the pass was cancelled. */
export async function outlineText(
  lines: TextLines,
  pace: Pace,
  most = MOST_LINES,
): Promise<readonly OutlineNode[] | undefined> {
  const outline = new TextOutline(new LinePayloads(habitsOfText(lines)));
  const isComplete = await visitLines(lines, { most, pace }, (text, line) => {
    outline.add(text, line);
  });
  if (!isComplete) return undefined;
  return [...threadNodes(outline), ...lossNodes(outline), ...remarks(outline, lines.count, most)];
}

/** vCPUs under their VM where the lines tell the process; in a text without vCPUs, the threads. */
function threadNodes({ threads, unorderedLine }: TextOutline): OutlineNode[] {
  const vcpus = threads.filter((thread) => thread.isVcpu);
  const isTimed = unorderedLine === undefined;
  if (vcpus.length === 0) return threads.slice(0, MOST_THREADS).map(threadNode);
  const membersOf = new Map<number | undefined, ThreadMarks[]>();
  for (const thread of vcpus.slice(0, MOST_THREADS)) {
    addToList(membersOf, thread.tgid, thread);
  }
  return [...membersOf].flatMap(([tgid, members]) => {
    const nodes = members.map((thread) => vcpuNode(thread, isTimed));
    return tgid === undefined ? nodes : [vmNode(tgid, members, nodes)];
  });
}

function vmNode(
  tgid: number,
  members: readonly ThreadMarks[],
  children: readonly OutlineNode[],
): OutlineNode {
  return {
    kind: 'vm',
    name: `VM of process ${tgid}`,
    detail: counted(members.length, 'vCPU'),
    line: members[0]!.firstLine,
    children,
  };
}

function lossNodes({ losses, lossCount }: TextOutline): OutlineNode[] {
  const first = losses[0];
  if (first === undefined) return [];
  const children = losses.map((loss): OutlineNode => ({
    kind: 'lost',
    name: lossText(loss),
    detail: '',
    line: loss.line,
    children: [],
  }));
  const shown = lossCount > losses.length ? `, the first ${losses.length} shown` : '';
  const detail = `${counted(lossCount, 'place')}${shown}`;
  return [{ kind: 'lost', name: 'Lost events', detail, line: first.line, children }];
}

function remarks(
  { threads, unorderedLine }: TextOutline,
  lineCount: number,
  most: number,
): OutlineNode[] {
  const nodes: OutlineNode[] = [];
  const remark = (line: number, name: string): void => {
    nodes.push({ kind: 'remark', name, detail: '', line, children: [] });
  };
  if (unorderedLine !== undefined) {
    remark(unorderedLine, 'No durations: from this line on times go back');
  }
  if (threads.length > MOST_THREADS) {
    remark(0, `Only ${MOST_THREADS} of ${grouped(threads.length)} threads are outlined`);
  }
  if (lineCount > most) remark(most, `Lines from ${grouped(most + 1)} on are not outlined`);
  return nodes;
}
