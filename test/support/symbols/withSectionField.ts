/** Where fields stand in an `Elf64_Shdr`: `sh_size`, `sh_entsize`. */
const placeOf = { bytes: 32, entryBytes: 56 } as const;
const HEADER_BYTES = 64;
/** `e_shoff` */
const HEADERS_AT = 40;

/** A copy of an ELF file whose header of one section says something else. */
export function withSectionField(
  file: Uint8Array,
  section: number,
  field: keyof typeof placeOf,
  value: bigint,
): Uint8Array {
  const copy = file.slice();
  const view = new DataView(copy.buffer);
  const headers = Number(view.getBigUint64(HEADERS_AT, true));
  view.setBigUint64(headers + section * HEADER_BYTES + placeOf[field], value, true);
  return copy;
}
