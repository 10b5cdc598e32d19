import assert from 'node:assert/strict';
import { FormatError } from '../../../src/formats/FormatError';
import { memorySource } from '../../../src/formats/memorySource';
import { isTraceDat, readHeader } from '../../../src/formats/tracedat/readHeader';
import { ByteWriter } from '../../support/ByteWriter';

const MAGIC = '\x17\x08Dtracing';

function header(bytes: Uint8Array | ByteWriter): ReturnType<typeof readHeader> {
  const all = bytes instanceof ByteWriter ? bytes.finish() : bytes;
  return readHeader(memorySource('made', all));
}

function refusal(bytes: Uint8Array | ByteWriter): FormatError {
  try {
    header(bytes);
  } catch (error) {
    if (error instanceof FormatError) return error;
    throw error;
  }
  throw new Error('it was read');
}

const text = (value: string): Uint8Array => new ByteWriter().text(value).finish();

describe('readHeader', () => {
  it('reads version 6, which has no compression', () => {
    const bytes = new ByteWriter(false).text(MAGIC).zstr('6').u8(1).u8(4).u32(16_384);
    assert.deepEqual(header(bytes), {
      version: 6,
      littleEndian: false,
      longBytes: 4,
      pageBytes: 16_384,
      compression: undefined,
      headerEnd: 18,
      optionsOffset: 0,
    });
  });

  it('reads version 7, whose compression may be of any release', () => {
    const bytes = new ByteWriter().text(MAGIC).zstr('7').u8(0).u8(8).u32(4096);
    bytes.zstr('zstd').zstr('1.5.4').u64(0x2000);
    assert.deepEqual(header(bytes), {
      version: 7,
      littleEndian: true,
      longBytes: 8,
      pageBytes: 4096,
      compression: 'zstd',
      headerEnd: 37,
      optionsOffset: 0x2000,
    });
  });

  it('reads a version 7 that is not compressed', () => {
    const bytes = new ByteWriter().text(MAGIC).zstr('7').u8(0).u8(8).u32(4096);
    assert.equal(header(bytes.zstr('none').zstr('').u64(1)).compression, undefined);
  });

  it('refuses an empty file', () => {
    const error = refusal(new Uint8Array(0));
    assert.equal(error.code, 'empty-file');
    assert.equal(
      error.message,
      'file header at byte 0x0: the file is empty. Record again, or copy it again.',
    );
  });

  it('refuses a file of another kind', () => {
    const error = refusal(text('<html>no trace</html>'));
    assert.equal(error.code, 'not-a-trace');
    assert.match(
      error.message,
      /^file header at byte 0x0: this is a page of HTML, which Exitscope/,
    );
  });

  it('names the version it cannot read, and those it can', () => {
    const error = refusal(new ByteWriter().text(MAGIC).zstr('8').u8(0).u8(8).u32(4096));
    assert.equal(error.code, 'unsupported');
    assert.match(
      error.message,
      /version "8" of the trace\.dat format\. Versions 6 and 7 can be read/,
    );
  });

  it('names the compression it cannot read', () => {
    const bytes = new ByteWriter().text(MAGIC).zstr('7').u8(0).u8(8).u32(4096);
    const error = refusal(bytes.zstr('lz4').zstr('1').u64(0));
    assert.equal(error.code, 'unsupported');
    assert.match(error.message, /at byte 0x12: compression "lz4"/);
  });

  it('refuses an endianness that is none', () => {
    const error = refusal(new ByteWriter().text(MAGIC).zstr('6').u8(2).u8(8).u32(4096));
    assert.match(error.message, /at byte 0xc: endianness 2, neither 0 nor 1/);
  });

  it('refuses a page size that no machine has', () => {
    for (const pageBytes of [0, 60, 4098, 0x8000_0000]) {
      const bytes = new ByteWriter().text(MAGIC).zstr('6').u8(0).u8(8).u32(pageBytes);
      assert.match(refusal(bytes).message, /at byte 0xe: a page size of \d+ bytes/);
    }
  });

  it('says where a header ends too early', () => {
    const whole = new ByteWriter().text(MAGIC).zstr('7').u8(0).u8(8).u32(4096);
    const bytes = whole.zstr('zstd').zstr('1').u64(64).finish();
    for (let length = 10; length < bytes.length; length++) {
      const error = refusal(bytes.subarray(0, length));
      assert.equal(error.code, 'truncated');
      assert.equal(error.place.section, 'file header');
    }
  });
});

describe('isTraceDat', () => {
  it('needs the whole magic', () => {
    assert.ok(isTraceDat(text(`${MAGIC}7`)));
    assert.equal(isTraceDat(text(MAGIC.slice(0, 9))), false);
    assert.equal(isTraceDat(new Uint8Array(0)), false);
  });
});
