import type { CodeFunction, GuestPlace } from '../../protocol/code';
import type { ClockFacts } from '../../protocol/facts';
import { sumTexts } from './exitTexts';
import { parseGuestPlace, placesOf } from './parseGuestPlace';

/** A place of a guest to go to, as a list shows it. */
export interface GuestPlaceItem {
  readonly label: string;
  readonly description: string;
  /** It is what was typed: shown whatever the list is filtered by. */
  readonly alwaysShow: boolean;
  readonly place: GuestPlace;
}

export interface KnownPlaces {
  /** Numbers of the VMs. */
  readonly vms: readonly number[];
  /** Those with exits, most time first. */
  readonly functions: readonly CodeFunction[];
  readonly unit: ClockFacts['unit'];
}

/** What was typed first, in each VM that it can be in; then the functions with exits. */
export function guestPlaceItems(typed: string, known: KnownPlaces): readonly GuestPlaceItem[] {
  const { vms, functions, unit } = known;
  const inVm = (vm: number): string => (vms.length > 1 ? `VM ${vm}` : '');
  const wanted = parseGuestPlace(typed);
  const typedItems =
    wanted === undefined
      ? []
      : wanted.kind === 'address'
        ? vms.map((vm) => ({
            label: wanted.rip,
            description: inVm(vm),
            alwaysShow: true,
            place: { vm, rip: wanted.rip },
          }))
        : wanted.offset === 0
          ? []
          : placesOf(wanted, functions).map(({ vm, rip }) => ({
              label: typed.trim(),
              description: [rip, inVm(vm)].filter((part) => part !== '').join(' · '),
              alwaysShow: true,
              place: { vm, rip },
            }));
  const functionItems = functions.map(({ vm, name, module, start, ...sums }) => ({
    label: name,
    description: [
      ...(module === null ? [] : [`[${module}]`]),
      ...(vms.length > 1 ? [inVm(vm)] : []),
      ...sumTexts(sums, unit),
    ].join(' · '),
    alwaysShow: false,
    place: { vm, rip: start },
  }));
  return [...typedItems, ...functionItems];
}
