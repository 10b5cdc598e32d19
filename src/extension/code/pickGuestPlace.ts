import * as vscode from 'vscode';
import { untilLoaded } from '../untilLoaded';
import type { TraceDocument } from '../TraceDocument';
import type { GuestPlace } from './CodeActions';
import { guestPlaceItems } from './guestPlaceItems';
import type { KnownPlaces } from './guestPlaceItems';
import { mostTimeFirst } from './mostTimeFirst';
import { parseGuestPlace } from './parseGuestPlace';

/** Asks for an address, a function, or an offset into one; undefined: the user thought better of it. */
export async function pickGuestPlace(trace: TraceDocument): Promise<GuestPlace | undefined> {
  const known = await knownPlaces(trace);
  if (known === undefined) return undefined;
  const picker = vscode.window.createQuickPick<ReturnType<typeof guestPlaceItems>[number]>();
  picker.title = 'Go to Guest Code';
  picker.placeholder = '0xffffffff81c0ffee, native_safe_halt, native_safe_halt+0xb';
  picker.matchOnDescription = true;
  const list = (): void => {
    picker.items = guestPlaceItems(picker.value, known);
  };
  list();
  return new Promise((resolve) => {
    picker.onDidChangeValue(list);
    picker.onDidAccept(() => {
      const [item] = picker.activeItems;
      if (item === undefined) sayUnknown(picker.value);
      resolve(item?.place);
      picker.hide();
    });
    picker.onDidHide(() => {
      resolve(undefined);
      picker.dispose();
    });
    picker.show();
  });
}

async function knownPlaces(trace: TraceDocument): Promise<KnownPlaces | undefined> {
  const facts = await untilLoaded(trace.engine, trace.signal);
  if (facts === undefined) return undefined;
  await trace.symbols.ready();
  const code = await trace.engine.call('codeOfTrace', {});
  return {
    vms: facts.vms.map(({ vm }) => vm),
    functions: mostTimeFirst(code?.functions ?? []),
    unit: facts.sources[0]?.clock.unit ?? 'ns',
  };
}

function sayUnknown(typed: string): void {
  const place = parseGuestPlace(typed);
  if (place === undefined) return;
  const what =
    place.kind === 'address'
      ? 'No VM is known in this trace'
      : `No exit of this trace is in a function ${place.name}: give an address instead`;
  void vscode.window.showInformationMessage(`${what}.`);
}
