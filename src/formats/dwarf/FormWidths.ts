/** How wide a unit's addresses and offsets are, and its version: what sizes of forms depend on. */
export interface FormWidths {
  readonly version: number;
  readonly addressBytes: number;
  /** 4 in DWARF32, 8 in DWARF64. */
  readonly offsetBytes: number;
}
