import { clockUnitOf } from '../../protocol/clockUnitOf';
import * as vscode from 'vscode';
import type { GuestPlace } from '../../protocol/code';
import { untilLoaded } from '../untilLoaded';
import type { TraceDocument } from '../TraceDocument';
import { guestPlaceItems } from './guestPlaceItems';
import type { KnownPlaces } from './guestPlaceItems';
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
      resolve(item?.place ?? namedPlace(trace, picker.value, known.vms));
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
    functions: code?.functions ?? [],
    unit: clockUnitOf(facts),
  };
}

/** A function without exits is in no list, and may still be in the symbols: of the first VM that has it. */
async function namedPlace(
  { engine }: TraceDocument,
  typed: string,
  vms: readonly number[],
): Promise<GuestPlace | undefined> {
  const place = parseGuestPlace(typed);
  if (place === undefined) return undefined;
  if (place.kind === 'symbol') {
    const { name, offset } = place;
    for (const vm of vms) {
      const found = await engine.call('codeAt', { vm, rip: `${name}+0x${offset.toString(16)}` });
      if (found !== null) return { vm, rip: found.rip };
    }
  }
  const what =
    place.kind === 'address'
      ? 'No VM is known in this trace'
      : `No symbols of this trace have a function ${place.name}: add them, or give an address`;
  void vscode.window.showInformationMessage(`${what}.`);
  return undefined;
}
