import assert from 'node:assert/strict';
import fc from 'fast-check';
import { NO_WORD, SampleLayout } from '../../../src/formats/perfdata/SampleLayout';
import { wordsOf } from '../../../src/formats/words';
import { anyU64 } from '../../support/anyU64';
import { PerfRecordWriter } from '../../support/perfData/PerfRecordWriter';

const RAW = 0x400;
const CALLCHAIN = 0x20;
/** IDENTIFIER, IP, TID, TIME, ADDR, ID, STREAM_ID, CPU, PERIOD, READ, CALLCHAIN, RAW. */
const BITS = [0x1_0000, 1, 2, 4, 8, 0x40, 0x200, 0x80, 0x100, 0x10, CALLCHAIN, RAW];
const raw = Uint8Array.from({ length: 20 }, (_, index) => 0xa0 + index);
const sample = { time: 0x1122_3344_5566n, hostCpu: 5, pid: 77, tid: 78, id: 9, raw };

const anySampleType = fc.subarray(BITS).map((bits) => bits.reduce((all, bit) => all | bit, 0));

function layoutOf(sampleType: number, littleEndian: boolean, readFormat = 0): SampleLayout {
  return new SampleLayout({ sampleType, readFormat, sampleIdAll: true }, littleEndian);
}

describe('SampleLayout', () => {
  it('finds every field of a sample that has any of them, in both byte orders', () => {
    fc.assert(
      fc.property(
        anySampleType,
        fc.subarray([1, 2, 4, 8, 16]),
        fc.array(anyU64, { maxLength: 5 }),
        fc.boolean(),
        (sampleType, readBits, callchain, littleEndian) => {
          const readFormat = readBits.reduce((all, bit) => all | bit, 0);
          const writer = new PerfRecordWriter(littleEndian, sampleType);
          const bytes = writer.sample({ ...sample, callchain }, sampleType, readFormat).finish();
          const words = wordsOf(bytes.slice(), littleEndian);
          const layout = layoutOf(sampleType, littleEndian, readFormat);
          const low = littleEndian ? 0 : 1;
          const at = (word: number): number | undefined =>
            word === NO_WORD ? undefined : words[word];
          const has = (bit: number): boolean => (sampleType & bit) !== 0;
          assert.equal(at(layout.pidWord), has(2) ? 77 : undefined);
          assert.equal(at(layout.cpuWord), has(0x80) ? 5 : undefined);
          if (has(4)) assert.equal(words[layout.timeWord + low], 0x3344_5566);
          assert.ok(layout.leastBytes <= bytes.length);
          const rawSize = layout.findRawSize(words, 0, words.length);
          assert.equal(rawSize !== NO_WORD, has(RAW));
          if (has(RAW)) {
            const start = (rawSize + 1) * 4;
            assert.deepEqual(bytes.slice(start, start + raw.length), raw);
          }
          const chain = layout.callchain(words, 0, words.length);
          const found = chain && (chain.end - chain.first) / 2;
          assert.equal(found, has(CALLCHAIN) ? callchain.length : undefined);
        },
      ),
    );
  });

  it('finds nothing outside a sample that is shorter than its own counts say', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 0xffff_ffff }), fc.boolean(), (count, littleEndian) => {
        const sampleType = CALLCHAIN | RAW;
        const words = new Uint32Array(10);
        words[littleEndian ? 2 : 3] = count;
        const layout = layoutOf(sampleType, littleEndian);
        const rawSize = layout.findRawSize(words, 0, words.length);
        assert.ok(rawSize === NO_WORD || rawSize < words.length);
        const chain = layout.callchain(words, 0, words.length);
        assert.ok(chain === undefined || chain.end <= words.length);
      }),
    );
  });

  it('finds time and CPU at the end of other records', () => {
    for (const sampleType of [0x1_0587, 0x5c7, 0x87]) {
      const bytes = new PerfRecordWriter(true, sampleType).lost(1234, 3, 17).finish();
      const words = wordsOf(bytes, true);
      const layout = layoutOf(sampleType, true);
      const trailer = words.length - layout.trailerWords;
      assert.equal(words[trailer + layout.trailerTimeWord], 1234);
      assert.equal(words[trailer + layout.trailerCpuWord], 3);
    }
  });

  it('knows of no trailer where none was asked for', () => {
    const attr = { sampleType: 0x1_0587, readFormat: 0, sampleIdAll: false };
    const layout = new SampleLayout(attr, true);
    assert.equal(layout.trailerWords, 0);
    assert.equal(layout.trailerTimeWord, NO_WORD);
  });
});
