import * as vscode from 'vscode';
import { clockUnitOf } from '../../protocol/clockUnitOf';
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
  let named: NamedPlaces = { typed: '', places: [] };
  /** Whether the list that the user sees has what was typed by that very name. */
  let isShown = false;
  const list = (): void => {
    const places = placesNamed(named, picker.value);
    const items = guestPlaceItems(picker.value, known, places);
    isShown = false;
    picker.items = items;
    if (places.length > 0) picker.activeItems = items.slice(0, 1);
  };
  /** One name after the other: a table of symbols is gone through for each. */
  let turn = Promise.resolve();
  const look = async (typed: string): Promise<void> => {
    if (typed !== picker.value) return;
    const places = await namedPlaces(trace, typed, known.vms);
    if (typed !== picker.value) return;
    named = { typed, places };
    if (places.length > 0) list();
  };
  list();
  return new Promise((resolve) => {
    picker.onDidChangeValue((typed) => {
      list();
      // Of a recording that was closed meanwhile nothing more is known.
      turn = turn.then(() => look(typed)).catch(() => undefined);
    });
    picker.onDidChangeActive(([active]) => {
      isShown ||= placesNamed(named, picker.value).length > 0 && active === picker.items[0];
    });
    picker.onDidAccept(async () => {
      const { value, activeItems } = picker;
      // Who is faster than the list means the name, and not what the list has that is like it.
      const [item] = activeItems;
      const isChosen = isShown || item?.label === value.trim();
      if (!isChosen) await turn;
      const [first] = isChosen ? [] : placesNamed(named, value);
      const place = first ?? item?.place;
      if (place === undefined) sayNotFound(value);
      resolve(place);
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

/** Where the symbols have what was typed. */
interface NamedPlaces {
  readonly typed: string;
  readonly places: readonly GuestPlace[];
}

function placesNamed({ typed, places }: NamedPlaces, value: string): readonly GuestPlace[] {
  return typed === value ? places : [];
}

/** A function without exits is in no list, and may still be in the symbols of some VM. */
async function namedPlaces(
  { engine }: TraceDocument,
  typed: string,
  vms: readonly number[],
): Promise<readonly GuestPlace[]> {
  const place = parseGuestPlace(typed);
  if (place?.kind !== 'symbol') return [];
  const { name, offset } = place;
  const found: GuestPlace[] = [];
  for (const vm of vms) {
    const at = await engine.call('codeAt', { vm, rip: `${name}+0x${offset.toString(16)}` });
    if (at !== null) found.push({ vm, rip: at.rip });
  }
  return found;
}

function sayNotFound(typed: string): void {
  const place = parseGuestPlace(typed);
  if (place === undefined) return;
  const what =
    place.kind === 'address'
      ? 'No VM is known in this trace'
      : `No symbols of this trace have a function ${place.name}: add them, or give an address`;
  void vscode.window.showInformationMessage(`${what}.`);
}
