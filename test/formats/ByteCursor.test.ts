import assert from 'node:assert/strict';
import fc from 'fast-check';
import { ByteCursor } from '../../src/formats/ByteCursor';
import type { CursorRange } from '../../src/formats/ByteCursor';
import { FormatError } from '../../src/formats/FormatError';
import { memorySource } from '../../src/formats/memorySource';
import { ByteWriter } from '../support/ByteWriter';

function cursorOver(bytes: Uint8Array, range: Partial<CursorRange> = {}): ByteCursor {
  return new ByteCursor(memorySource('made', bytes), {
    section: 'CPU table',
    littleEndian: true,
    ...range,
  });
}

describe('ByteCursor', () => {
  for (const littleEndian of [true, false]) {
    it(`reads what was written, ${littleEndian ? 'little' : 'big'} endian`, () => {
      const bytes = new ByteWriter(littleEndian)
        .u8(0xfe)
        .u16(0xfedc)
        .u32(0xfedc_ba98)
        .u64(0xfedc_ba98_7654_3210n)
        .u64(-2n)
        .u64(4096)
        .zstr('sched')
        .text('kvm')
        .finish();
      const cursor = cursorOver(bytes, { littleEndian });
      assert.equal(cursor.u8(), 0xfe);
      assert.equal(cursor.u16(), 0xfedc);
      assert.equal(cursor.u32(), 0xfedc_ba98);
      assert.equal(cursor.u64(), 0xfedc_ba98_7654_3210n);
      assert.equal(cursor.i64(), -2n);
      assert.equal(cursor.u64AsNumber('a size'), 4096);
      assert.equal(cursor.zstr(), 'sched');
      assert.equal(cursor.text(3), 'kvm');
      assert.equal(cursor.remaining, 0);
    });
  }

  it('names the section and the byte when a field is cut off', () => {
    const cursor = cursorOver(new Uint8Array(6), { section: 'CPU 3 data' });
    cursor.u32();
    assert.throws(
      () => cursor.u64(),
      (error: unknown) =>
        error instanceof FormatError &&
        error.code === 'truncated' &&
        error.message ===
          'CPU 3 data at byte 0x4: needs 8 bytes, 2 left. ' +
            'The recording was probably cut short. Record again, or copy the whole file.',
    );
  });

  it('names the place of a compressed section instead of a place inside it', () => {
    const cursor = cursorOver(new Uint8Array(2), { reportedOffset: 0x1000 });
    assert.throws(() => cursor.u32(), /^FormatError: CPU table at byte 0x1000: needs 4 bytes/);
  });

  it('ends where its range ends, though the file goes on', () => {
    const cursor = cursorOver(new Uint8Array(100), { start: 90, end: 94 });
    assert.equal(cursor.remaining, 4);
    assert.throws(() => cursor.bytes(5), /needs 5 bytes, 4 left/);
    assert.throws(() => cursor.skip(5), /needs 5 bytes, 4 left/);
  });

  it('reads nothing when it starts behind the end', () => {
    assert.equal(cursorOver(new Uint8Array(4), { start: 2 ** 52 }).remaining, 0);
  });

  it('takes a size that no file has for damage', () => {
    const bytes = new ByteWriter().u64(2n ** 60n).finish();
    assert.throws(
      () => cursorOver(bytes).u64AsNumber('the data size'),
      /at byte 0x0: the data size is 1152921504606846976, more than any file has\. The file is damaged/,
    );
  });

  it('gives up on a name that does not end', () => {
    const cursor = cursorOver(new Uint8Array(200).fill(0x61));
    assert.throws(() => cursor.zstr(64), /at byte 0x0: a name of more than 64 bytes/);
  });

  it('notices a file that became shorter since it was opened', () => {
    const source = { name: 'shrunk', size: 100, read: () => 0 };
    const range = { section: 'options', littleEndian: true };
    assert.throws(() => new ByteCursor(source, range).u32(), /needs 4 bytes, 0 left/);
    assert.throws(() => new ByteCursor(source, range).bytes(4), /needs 4 bytes, 0 left/);
  });

  it('reads across its windows, in whatever steps', () => {
    const bytes = Uint8Array.from({ length: 200_000 }, (_, index) => (index * 31) & 0xff);
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 70_000 }), { maxLength: 8 }), (steps) => {
        const cursor = cursorOver(bytes);
        for (const step of steps) {
          if (cursor.remaining < step + 1) break;
          const at = cursor.position;
          assert.equal(cursor.u8(), bytes[at]);
          assert.deepEqual(cursor.bytes(step), bytes.slice(at + 1, at + 1 + step));
        }
      }),
      { numRuns: 30 },
    );
  });
});
