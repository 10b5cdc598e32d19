import { messageOf } from '../../base/messageOf';
import type { ByteSource, Decompressor } from '../ByteSource';
import { FormatError } from '../FormatError';
import { memorySource } from '../memorySource';
import { elfBytes, elfError, elfSize } from './elfBytes';
import { Compression } from './elfConstants';
import type { ElfSection } from './ElfFile';

/** `Elf64_Chdr`: type, reserved, size, alignment. */
const HEADER_BYTES = 24;
/** "ZLIB" and the size, big-endian. */
const OLD_HEADER_BYTES = 12;
/** What is inflated stays in memory: more than this does not fit beside a trace. */
const MOST_INFLATED_BYTES = 1 << 29;

/** What a section with `SHF_COMPRESSED` holds. Throws a `FormatError` when it does not inflate to the size it states. */
export function inflateSection(
  packed: ByteSource,
  section: ElfSection,
  decompressor: Decompressor,
): ByteSource {
  const bytes = allBytes(packed, section);
  if (bytes.length < HEADER_BYTES) throw tooShort(section, bytes.length);
  const view = new DataView(bytes.buffer);
  const [type, size] = [view.getUint32(0, true), elfSize(view, 8)];
  if (type !== Compression.zlib && type !== Compression.zstd) {
    throw damaged(section, `is packed by method ${type}, which is neither zlib nor zstd`);
  }
  const inflate = (data: Uint8Array): Uint8Array =>
    type === Compression.zlib ? decompressor.zlib(data, size) : decompressor.zstd(data, size);
  return inflated(section, size, bytes.subarray(HEADER_BYTES), inflate);
}

/** What a section named `.zdebug_…` holds. */
export function inflateOld(
  packed: ByteSource,
  section: ElfSection,
  decompressor: Decompressor,
): ByteSource {
  const bytes = allBytes(packed, section);
  if (bytes.length < OLD_HEADER_BYTES) throw tooShort(section, bytes.length);
  const size = Number(new DataView(bytes.buffer).getBigUint64(4, false));
  return inflated(section, size, bytes.subarray(OLD_HEADER_BYTES), (data) =>
    decompressor.zlib(data, size),
  );
}

function allBytes(packed: ByteSource, section: ElfSection): Uint8Array<ArrayBuffer> {
  if (packed.size > MOST_INFLATED_BYTES) throw tooLarge(section, packed.size);
  return elfBytes(packed, `section ${section.name}`, 0, packed.size);
}

function inflated(
  section: ElfSection,
  size: number,
  data: Uint8Array,
  inflate: (data: Uint8Array) => Uint8Array,
): ByteSource {
  if (size > MOST_INFLATED_BYTES) throw tooLarge(section, size);
  let bytes;
  try {
    bytes = inflate(data);
  } catch (error) {
    throw damaged(section, messageOf(error));
  }
  if (bytes.length !== size) {
    throw damaged(section, `${bytes.length} bytes came out instead of ${size}`);
  }
  return memorySource(section.name, bytes);
}

function damaged({ name, offset }: ElfSection, reason: string): FormatError {
  return new FormatError(
    'bad-compression',
    { section: `section ${name}`, offset },
    reason,
    'The file is damaged. Copy or build it again.',
  );
}

function tooShort({ name, offset }: ElfSection, bytes: number): FormatError {
  return elfError(`section ${name}`, offset, `is packed, and has only ${bytes} bytes`);
}

function tooLarge({ name, offset }: ElfSection, bytes: number): FormatError {
  return new FormatError(
    'too-large',
    { section: `section ${name}`, offset },
    `is packed, and has ${bytes} bytes, of which at most ${MOST_INFLATED_BYTES} are held`,
    'Unpack it first: objcopy --decompress-debug-sections.',
  );
}
