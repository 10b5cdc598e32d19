import * as vscode from 'vscode';
import { parseSlide } from '../../protocol/parseSlide';
import type { TraceDocument } from '../TraceDocument';
import { withSlide } from './KeptSymbols';
import { slideChoices } from './slideChoices';
import type { SymbolSources } from './SymbolSources';

type SlideItem = vscode.QuickPickItem & {
  /** null: what the exits tell; undefined: what is typed. */
  readonly slide?: string | null;
};

/** Lets the user pick one of the slides that fit a VM, or type one; it is kept for this trace. */
export async function chooseSlide(
  trace: TraceDocument,
  vm: number,
  sources: SymbolSources,
): Promise<void> {
  const state = await trace.symbols.ready();
  if (state === undefined) return;
  const items: SlideItem[] = [
    ...slideChoices(state, vm).map(({ slide, label, description }) => ({
      slide,
      label,
      description,
    })),
    { label: '', kind: vscode.QuickPickItemKind.Separator },
    { label: '$(edit) Type a Slide…' },
    { label: '$(search) Find It from the Exits', slide: null },
  ];
  const picked = await vscode.window.showQuickPick(items, {
    title: `KASLR Slide of VM ${vm}`,
    placeHolder: 'Run-time minus link-time addresses',
  });
  if (picked === undefined) return;
  const slide = picked.slide === undefined ? await typedSlide(vm) : picked.slide;
  if (slide === undefined) return;
  sources.keep(trace.uri, withSlide(sources.kept(trace.uri), vm, slide ?? undefined));
  await trace.symbols.renew();
}

async function typedSlide(vm: number): Promise<string | undefined> {
  const typed = await vscode.window.showInputBox({
    title: `KASLR Slide of VM ${vm}`,
    prompt: 'Run-time minus link-time addresses',
    placeHolder: '0x1a00000',
    validateInput: (text) => {
      const parsed = parseSlide(text);
      if ('problem' in parsed) return text.trim() === '' ? undefined : parsed.problem;
      if (parsed.doubt === undefined) return undefined;
      return { message: parsed.doubt, severity: vscode.InputBoxValidationSeverity.Warning };
    },
  });
  const parsed = typed === undefined ? undefined : parseSlide(typed);
  return parsed !== undefined && 'slide' in parsed ? parsed.slide : undefined;
}
