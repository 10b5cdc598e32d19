import type { ByteSource } from '../ByteSource';
import { ByteCursor } from '../ByteCursor';
import { FormatError } from '../FormatError';
import { notARecording } from '../otherFiles';
import { readFully } from '../readFully';
import type { TraceDatHeader } from './TraceDatParts';
import type { CompressionName } from './TraceDatFile';

const MAGIC = [0x17, 0x08, 0x44, ...Array.from('tracing', (char) => char.charCodeAt(0))];
const SECTION = 'file header';
const MOST_PAGE_BYTES = 16 << 20;
/** Ten times what any machine has: a larger count is damage. */
export const MOST_CPUS = 100_000;

export function isTraceDat(firstBytes: Uint8Array): boolean {
  return MAGIC.every((byte, index) => firstBytes[index] === byte);
}

/** How the file's sections are packed; undefined too where the header cannot be read, as reading it will tell. */
export function compressionOf(source: ByteSource): CompressionName | undefined {
  try {
    return readHeader(source).compression;
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    return undefined;
  }
}

/** Reads the start that v6 and v7 share, and v7's compression and first options offset. */
export function readHeader(source: ByteSource): TraceDatHeader {
  const first = new Uint8Array(32);
  const start = first.subarray(0, readFully(source, first, 0));
  if (!isTraceDat(start)) throw notARecording(start);
  const cursor = new ByteCursor(source, {
    section: SECTION,
    littleEndian: true,
    start: MAGIC.length,
  });
  const version = cursor.zstr(8);
  if (version !== '6' && version !== '7') {
    const reason = `version "${version}" of the trace.dat format`;
    throw headerError('unsupported', MAGIC.length, reason, 'Versions 6 and 7 can be read.');
  }
  const endianByte = cursor.u8();
  if (endianByte > 1) {
    throw cursor.error(
      'bad-value',
      `endianness ${endianByte}, neither 0 nor 1`,
      cursor.position - 1,
    );
  }
  const littleEndian = endianByte === 0;
  const longBytes = cursor.u8();
  const rest = new ByteCursor(source, { section: SECTION, littleEndian, start: cursor.position });
  const pageBytes = rest.u32();
  if (!isPageSize(pageBytes)) {
    throw rest.error('bad-value', `a page size of ${pageBytes} bytes`, rest.position - 4);
  }
  const common = { version: Number(version), littleEndian, longBytes, pageBytes };
  if (version === '6') {
    return { ...common, compression: undefined, headerEnd: rest.position, optionsOffset: 0 };
  }
  const compression = readCompression(rest);
  const optionsOffset = rest.u64AsNumber('the offset of the options');
  return { ...common, compression, headerEnd: rest.position, optionsOffset };
}

/** Sub-buffers are whole multiples of 4 bytes with room for a header and an event. */
export function isPageSize(bytes: number): boolean {
  return bytes >= 64 && bytes <= MOST_PAGE_BYTES && bytes % 4 === 0;
}

/** The version that follows the name is the recorder's library: any version reads any file. */
function readCompression(cursor: ByteCursor): CompressionName | undefined {
  const at = cursor.position;
  const name = cursor.zstr(64);
  cursor.zstr(64);
  if (name === 'none' || name === '') return undefined;
  if (name === 'zstd' || name === 'zlib') return name;
  throw headerError(
    'unsupported',
    at,
    `compression "${name}"`,
    'zstd, zlib and none can be read: convert it with trace-cmd convert --compression zstd.',
  );
}

function headerError(
  code: 'unsupported',
  offset: number,
  reason: string,
  advice: string,
): FormatError {
  return new FormatError(code, { section: SECTION, offset }, reason, advice);
}
