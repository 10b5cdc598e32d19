/**
 * What sizes and references of a unit's values depend on. A class, so that all of them have one shape:
 * what reads values is fast for a few shapes only, and would be compiled anew for each further one.
 */
export class FormWidths {
  constructor(
    readonly version: number,
    readonly addressBytes: number,
    /** 4 in DWARF32, 8 in DWARF64. */
    readonly offsetBytes: number,
    /** Where the unit starts, from which its references count. */
    readonly unitOffset: number,
  ) {}
}
