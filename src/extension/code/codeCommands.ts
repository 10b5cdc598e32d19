/** What our lenses, hovers and other code of the extension hand to commands on guest code. */

export const goToGuestCodeCommand = 'exitscope.goToGuestCode';
export const showHotCodeCommand = 'exitscope.showHotCode';
export const showExitsOfFunctionCommand = 'exitscope.showExitsOfFunction';

/** Argument of the first; `document`, in all of them: URI of the trace, else the one looked at last. */
export interface GoToGuestCode {
  readonly document?: string;
  readonly vm: number;
  readonly rip: string;
  readonly as?: 'source' | 'disassembly';
}

export interface ShowHotCode {
  readonly document?: string;
  readonly search: string;
}

export interface ShowExits {
  readonly document?: string;
  /** As docs/filter.md says. */
  readonly filter: string;
}
