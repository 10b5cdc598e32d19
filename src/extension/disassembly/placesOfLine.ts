import type { CodeLine, GuestPlace } from '../../protocol/code';

/** An instruction of a source line, as a list offers it. */
export interface PlaceItem extends GuestPlace {
  readonly label: string;
  readonly description: string;
}

/** The instructions of one line of a source file at which guests left, function after function. */
export function placesOfLine(lines: readonly CodeLine[]): readonly PlaceItem[] {
  return lines.flatMap(({ vm, rips, function: name }) =>
    rips.map((rip) => ({
      ...{ vm, rip, label: rip },
      description: [...(name === null ? [] : [name]), `VM ${vm}`].join(', '),
    })),
  );
}
