import * as vscode from 'vscode';
import type { Disassembly } from '../../protocol/code';
import { assemblySyntax } from '../disassembly/assemblySyntax';
import { disassemblyUri } from '../disassembly/disassemblyUri';
import { exitsOfSame } from '../disassembly/exitsOfSame';
import { showListing } from '../disassembly/showDisassembly';
import { fileName } from '../fileName';
import { openTrace } from '../openTrace';
import type { TraceDocument } from '../TraceDocument';
import type { TraceEditorProvider } from '../TraceEditorProvider';
import { untilLoaded } from '../untilLoaded';
import { refuseGone } from './goneRecordings';
import type { LoadSpan } from './likePlace';

/** A function, or an address, of two runs. */
export interface FunctionOfBoth {
  /** `native_safe_halt`, `0x…`. */
  readonly place: string;
  readonly a: vscode.Uri;
  readonly b: vscode.Uri;
  readonly loads: readonly [LoadSpan, LoadSpan];
  /** Where the recordings are opened, if they are not. */
  readonly viewColumn: vscode.ViewColumn;
}

interface Listed {
  readonly trace: TraceDocument;
  readonly code: Disassembly;
}

/**
 * Opens the disassembly of a function beside the comparison, with the exits of both runs at each of
 * its instructions. `recordingsOpened`: the comparison is behind the recordings, which had to be opened.
 */
export async function showBothDisassembly(
  editors: TraceEditorProvider,
  { place, a, b, loads, viewColumn }: FunctionOfBoth,
  recordingsOpened: () => void,
): Promise<void> {
  await refuseGone(editors, [a, b]);
  const areOpen = [a, b].every((uri) => editors.documentOf(uri) !== undefined);
  const traces: (TraceDocument | undefined)[] = [];
  for (const uri of [a, b]) {
    const open = editors.documentOf(uri);
    traces.push(open ?? (await openTrace(editors, uri, { viewColumn, preview: false })));
  }
  if (!areOpen) recordingsOpened();
  const [ofA, ofB] = await Promise.all(traces.map((trace) => listed(trace, place)));
  if (ofA === undefined) {
    throw new Error(
      `No code of ${place} is known in ${fileName(a)}: add the guest’s kernel or program to its symbols.`,
    );
  }
  const { code } = ofA;
  const { vm, start } = ofB?.code ?? code;
  const loadsNs = [lengthOf(loads[0]), lengthOf(loads[1])] as const;
  const function_ = { trace: a.toString(), vm: code.vm, start: code.start };
  const other = { trace: b.toString(), vm, start, loadsNs };
  const names = `${fileName(a)} ↔ ${fileName(b)}`;
  const uri = vscode.Uri.from(disassemblyUri({ ...function_, other }, code.title, names));
  await showListing(uri, hottestRip(code, ofB?.code), vscode.ViewColumn.Beside);
}

/** In the first VM that has it. */
async function listed(trace: TraceDocument | undefined, rip: string): Promise<Listed | undefined> {
  const facts = trace && (await untilLoaded(trace.engine, trace.signal));
  if (trace === undefined || facts === undefined) return undefined;
  await trace.symbols.ready();
  for (const { vm } of facts.vms) {
    const wanted = { vm, rip, syntax: assemblySyntax(), sources: [] };
    const code = await trace.engine.call('disassembly', wanted);
    if (code !== null) return { trace, code };
  }
  return undefined;
}

/** The instruction with most exits of both runs, else the first one. */
function hottestRip(code: Disassembly, other: Disassembly | undefined): string {
  const ofOther = other === undefined ? undefined : exitsOfSame(code, other);
  let hottest = { rip: code.start, count: 0 };
  code.lines.forEach(({ rip, exits }, line) => {
    const all = [...exits, ...(ofOther?.[line] ?? [])];
    const count = all.reduce((sum, tally) => sum + tally.count, 0);
    if (rip !== null && count > hottest.count) hottest = { rip, count };
  });
  return hottest.rip;
}

function lengthOf({ fromNs, toNs }: LoadSpan): number {
  return toNs - fromNs;
}
