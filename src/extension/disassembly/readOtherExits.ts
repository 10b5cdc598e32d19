import * as vscode from 'vscode';
import { clockUnitOf } from '../../protocol/clockUnitOf';
import type { AssemblySyntax, Disassembly } from '../../protocol/code';
import { fileName } from '../fileName';
import type { TraceDocument } from '../TraceDocument';
import type { ListedFunction, OtherFunction } from './disassemblyUri';
import { exitsOfSame } from './exitsOfSame';
import type { OtherExits } from './Listing';

export interface OtherExitsOptions {
  readonly listed: ListedFunction;
  readonly other: OtherFunction;
  readonly shown: Disassembly;
  readonly syntax: AssemblySyntax;
  /** undefined: the other recording is not open. */
  readonly trace: TraceDocument | undefined;
}

/** Asks the other run for the exits of the function that is shown. */
export async function readOtherExits(options: OtherExitsOptions): Promise<OtherExits> {
  const { listed, other, shown, syntax, trace } = options;
  const names = [nameOf(listed.trace), nameOf(other.trace)] as const;
  const { loadsNs } = other;
  const without = (whyNot: string): OtherExits => ({
    ...{ names, loadsNs, whyNot },
    ...{ unit: 'ns', exits: [], unlisted: [] },
  });
  if (trace === undefined)
    return without(`${names[1]} is not open: open it to see its exits, too.`);
  if ((await trace.symbols.ready()) === undefined) return without(`${names[1]} is not loaded.`);
  const place = { vm: other.vm, rip: other.start, syntax, sources: [] };
  const found = await trace.engine.call('disassembly', place);
  if (found === null) return without(`Of ${shown.title} in ${names[1]} no code is known.`);
  const exits = exitsOfSame(shown, found);
  if (exits === undefined) {
    return without(`${shown.title} has other code in ${names[1]}: its exits are not shown.`);
  }
  const { facts } = await trace.engine.call('traceFacts', {});
  return {
    names,
    loadsNs,
    exits,
    unlisted: found.unlisted,
    unit: facts === null ? 'ns' : clockUnitOf(facts),
    whyNot: undefined,
  };
}

function nameOf(trace: string): string {
  return fileName(vscode.Uri.parse(trace));
}
