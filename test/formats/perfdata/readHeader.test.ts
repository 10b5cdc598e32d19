import assert from 'node:assert/strict';
import { memorySource } from '../../../src/formats/memorySource';
import { isPerfData, mayBeCompressed, readHeader } from '../../../src/formats/perfdata/readHeader';
import type { PerfHeader } from '../../../src/formats/perfdata/readHeader';
import { ByteWriter } from '../../support/ByteWriter';
import { perfText } from '../../support/perfData/perfText';

const EVENT = '10 cpu0 100 kvm_entry vcpu_id=0';

function headerOf(bytes: Uint8Array): PerfHeader {
  return readHeader(memorySource('made', bytes));
}

/** The start of a file with the given size of its header. */
function start(headerBytes: number, attrBytes = 144): ByteWriter {
  return new ByteWriter().text('PERFILE2').u64(headerBytes).u64(attrBytes);
}

describe('readHeader of a perf.data', () => {
  it('tells the features by their numbers, whatever the byte order', () => {
    for (const littleEndian of [true, false]) {
      const { features, isPipe } = headerOf(perfText(EVENT, { littleEndian, isCompressed: true }));
      assert.deepEqual(features, [1, 3, 4, 7, 12, 27]);
      assert.equal(isPipe, false);
    }
  });

  it('reads the feature bits of a big-endian recorder of 32 bits', () => {
    const bits = new ByteWriter(false).u32((1 << 1) | (1 << 3)).u32(1 << 2);
    const out = new ByteWriter(false).text('2ELIFREP').u64(104).u64(144);
    for (let field = 0; field < 6; field++) out.u64(104);
    assert.deepEqual(
      headerOf(out.bytes(bits.finish()).bytes(new Uint8Array(24)).finish()).features,
      [1, 3, 34],
    );
  });

  it('takes all behind the header of a pipe for records', () => {
    const bytes = perfText(EVENT, { container: 'pipe' });
    assert.deepEqual(headerOf(bytes).data, { offset: 16, bytes: bytes.length - 16 });
  });

  it('reads a header from before there were features', () => {
    const out = start(72);
    for (const value of [72, 0, 72, 0, 0, 0]) out.u64(value);
    assert.deepEqual(headerOf(out.finish()).features, []);
  });

  it('refuses the format of 2009 and says what to do', () => {
    assert.throws(
      () => headerOf(new ByteWriter().text('PERFFILE').u64(104).finish()),
      /version 1 of the perf\.data format.*Record again with a newer perf\./,
    );
  });

  it('refuses sizes that no perf writes', () => {
    assert.throws(() => headerOf(start(105).finish()), /a header of 105 bytes/);
    for (const attrBytes of [16, 1 << 20]) {
      assert.throws(() => headerOf(start(104, attrBytes).finish()), /attributes of \d+ bytes/);
    }
  });

  it('is recognised by its first bytes in both byte orders', () => {
    assert.ok(isPerfData(perfText(EVENT)));
    assert.ok(isPerfData(perfText(EVENT, { littleEndian: false })));
    assert.ok(!isPerfData(new Uint8Array(16)));
  });
});

describe('mayBeCompressed', () => {
  const answerFor = (bytes: Uint8Array): boolean => mayBeCompressed(memorySource('made', bytes));

  it('asks the header, and takes a pipe for what it may be', () => {
    assert.equal(answerFor(perfText(EVENT)), false);
    assert.equal(answerFor(perfText(EVENT, { isCompressed: true })), true);
    assert.equal(answerFor(perfText(EVENT, { container: 'pipe' })), true);
  });

  it('leaves the refusal of a damaged header to its reader', () => {
    assert.equal(answerFor(perfText(EVENT).subarray(0, 40)), false);
  });
});
