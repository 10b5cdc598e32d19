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

/**
 * What was typed first, in each VM that it can be in; then the functions with exits. `named`: where the
 * symbols have what was typed, as far as that was asked for.
 */
export function guestPlaceItems(
  typed: string,
  known: KnownPlaces,
  named: readonly GuestPlace[],
): readonly GuestPlaceItem[] {
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
        : eachOnce([
            ...(wanted.offset === 0 ? [] : placesOf(wanted, functions)),
            ...named.filter((place) => !functions.some((of) => isStartOf(of, place))),
          ]).map(({ vm, rip }) => ({
            label: typed.trim(),
            description: [rip, inVm(vm)].filter((part) => part !== '').join(' · '),
            alwaysShow: true,
            place: { vm, rip },
          }));
  const isNamed = ({ name }: CodeFunction): boolean =>
    wanted?.kind === 'symbol' && name === wanted.name;
  const ofName = functions.filter(isNamed);
  const others = functions.filter((of) => !isNamed(of));
  const functionItems = [...ofName, ...others].map(({ vm, name, module, start, ...sums }) => ({
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

function isStartOf({ vm, start }: CodeFunction, place: GuestPlace): boolean {
  return vm === place.vm && start === place.rip;
}

function eachOnce(places: readonly GuestPlace[]): readonly GuestPlace[] {
  return [...new Map(places.map((place) => [`${place.vm} ${place.rip}`, place])).values()];
}
