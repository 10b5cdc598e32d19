import { elfBytes } from './elfBytes';
import { NOTE_BUILD_ID, SectionType, SegmentType } from './elfConstants';
import type { ElfFile } from './ElfFile';

const NOTE_HEADER_BYTES = 12;
/** A core file's notes are its threads; those of programs have some hundred bytes. */
const MOST_NOTES_BYTES = 1 << 16;
/** SHA-1 has 20 bytes; the linker takes any that are given. */
const MOST_ID_BYTES = 64;
/** A program has two or three ranges of notes. */
const MOST_RANGES = 64;
const GNU = [0x47, 0x4e, 0x55, 0];

/** The build id as lower-case hex: what ties a separate debug file, a recording and a program. Undefined: it has none. */
export function buildId(elf: ElfFile): string | undefined {
  const { source, sections, segments } = elf;
  const ranges = [
    ...sections.filter(({ type }) => type === SectionType.note),
    // Programs without section headers still have the notes that the kernel maps.
    ...segments.filter(({ type }) => type === SegmentType.note),
  ];
  for (const { offset, bytes } of ranges.slice(0, MOST_RANGES)) {
    const size = Math.min(bytes, MOST_NOTES_BYTES, Math.max(0, source.size - offset));
    if (!(size > 0)) continue;
    const id = idIn(elfBytes(source, 'notes', offset, size));
    if (id !== undefined) return id;
  }
  return undefined;
}

/** Each note is the lengths of its name and description, its type, and both, padded to 4 bytes. */
function idIn(notes: Uint8Array<ArrayBuffer>): string | undefined {
  const view = new DataView(notes.buffer);
  for (let at = 0; at + NOTE_HEADER_BYTES <= notes.length;) {
    const nameBytes = view.getUint32(at, true);
    const idBytes = view.getUint32(at + 4, true);
    const type = view.getUint32(at + 8, true);
    const nameAt = at + NOTE_HEADER_BYTES;
    const idAt = nameAt + padded(nameBytes);
    const isGnu = nameBytes === GNU.length && GNU.every((byte, i) => notes[nameAt + i] === byte);
    if (isGnu && type === NOTE_BUILD_ID && idBytes <= MOST_ID_BYTES) {
      return hexOfBytes(notes.subarray(idAt, idAt + idBytes));
    }
    at = idAt + padded(idBytes);
  }
  return undefined;
}

function padded(bytes: number): number {
  return Math.ceil(bytes / 4) * 4;
}

/** Bytes as lower-case hex, as build ids are spelled. */
export function hexOfBytes(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
