import assert from 'node:assert/strict';
import { nodeDecompressor } from '../../../src/engine/node/nodeDecompressor';
import type { Decompressor } from '../../../src/formats/ByteSource';
import { blockOfRow } from '../../../src/events/fields';
import type { RawRecord } from '../../../src/ingest/Recording';
import { eventAccess } from '../../../src/engine/eventAccess';
import type { AnalysedTrace } from '../../support/openTrace';
import { openedWith } from '../../support/openTrace';
import { recordBytes, tracepoints } from '../../support/tracepoints';
import { traceText } from '../../support/traceText';

const wakeup = tracepoints.find(({ name }) => name === 'kvm_vcpu_wakeup')!;
const EVENTS = Array.from(
  { length: 300 },
  (_, index) => `${index} cpu${index % 2} ${index} kvm_vcpu_wakeup ns=${index} waited=1`,
).join('\n');

describe('PageRecords', () => {
  let decompressor: Decompressor;
  before(async () => {
    decompressor = await nodeDecompressor();
  });
  const read = (trace: AnalysedTrace, row: number): RawRecord | undefined => {
    const { block, at } = blockOfRow(trace.table, row);
    return eventAccess(trace, trace.passes).recordOf(block, at);
  };

  for (const compression of ['none', 'zlib', 'zstd'] as const) {
    it(`finds the bytes of any event again, in any order: ${compression}`, () => {
      const trace = openedWith(decompressor, traceText(EVENTS, { compression, pageBytes: 1024 }));
      for (const row of [299, 0, 150, 151, 1, 298, 299]) {
        const wanted = recordBytes(wakeup, { tid: row }, { ns: row, waited: 1 });
        const bytes = read(trace, row)?.bytes;
        assert.deepEqual(bytes?.subarray(0, wanted.length), wanted);
        assert.ok(bytes.length - wanted.length < 4, 'padding only');
      }
    });
  }

  it('says where in an uncompressed file the record stands', () => {
    const file = traceText(EVENTS, { compression: 'none', pageBytes: 1024 });
    const trace = openedWith(decompressor, file);
    const record = read(trace, 200);
    const { bytes = new Uint8Array(0), fileOffset = 0 } = record ?? {};
    assert.deepEqual(file.slice(fileOffset, fileOffset + bytes.length), bytes);
  });

  it('finds records above 112 bytes, whose length stands apart', () => {
    const text = 'x'.repeat(300);
    const trace = openedWith(decompressor, traceText(`1 cpu0 7 print buf=${text}`));
    const bytes = read(trace, 0)?.bytes ?? new Uint8Array(0);
    assert.equal(new TextDecoder().decode(bytes.subarray(16, 316)), text);
  });

  it('has nothing when the file became shorter meanwhile', () => {
    const file = traceText(EVENTS, { compression: 'none' });
    let size = file.length;
    const source = {
      name: 'shrinking',
      size: file.length,
      read: (target: Uint8Array, offset: number): number => {
        const part = file.subarray(offset, Math.min(size, offset + target.length));
        target.set(part);
        return part.length;
      },
    };
    const trace = openedWith(decompressor, file, {}, source);
    size = 0;
    assert.equal(read(trace, 0), undefined);
  });
});
