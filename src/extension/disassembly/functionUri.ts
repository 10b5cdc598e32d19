import * as vscode from 'vscode';
import type { GuestPlace } from '../../protocol/code';
import { fileName } from '../fileName';
import type { TraceDocument } from '../TraceDocument';
import { assemblySyntax } from './assemblySyntax';
import { disassemblyUri } from './disassemblyUri';

/** The document of the function around an instruction; undefined: no code is known there. */
export async function functionUri(
  trace: TraceDocument,
  { vm, rip }: GuestPlace,
): Promise<vscode.Uri | undefined> {
  if ((await trace.symbols.ready()) === undefined) return undefined;
  const wanted = { vm, rip, syntax: assemblySyntax(), sources: [] };
  const found = await trace.engine.call('disassembly', wanted);
  if (found === null) return undefined;
  // What KVM emulated is listed around an address, where no symbol says of which function it is.
  const isNameless = found.from === 'emulated' && found.title.startsWith('0x');
  const start = isNameless ? found.title : found.start;
  const listed = { trace: trace.uri.toString(), vm, start };
  return vscode.Uri.from(disassemblyUri(listed, found.title, fileName(trace.uri)));
}
