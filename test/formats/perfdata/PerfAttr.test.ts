import assert from 'node:assert/strict';
import { readAttr } from '../../../src/formats/perfdata/PerfAttr';
import { readPerfData } from '../../../src/formats/perfdata/readPerfData';
import { memorySource } from '../../../src/formats/memorySource';
import { perfText } from '../../support/perfData/perfText';

const EVENT = '10 cpu0 100 kvm_entry vcpu_id=0';

describe('readAttr', () => {
  for (const littleEndian of [true, false]) {
    for (const attrBytes of [64, 72, 80, 96, 104, 112, 120, 128, 136, 144]) {
      const order = littleEndian ? 'little' : 'big';
      it(`reads an attribute of ${attrBytes} bytes, ${order} endian`, () => {
        const bytes = perfText(EVENT, { littleEndian, attrBytes, clockId: 1 });
        const { attr } = readPerfData(memorySource('made', bytes)).events[1]!;
        assert.equal(attr.type, 2);
        assert.equal(attr.config, 302n);
        assert.equal(attr.sampleType, 0x10587);
        assert.equal(attr.sampleIdAll, true);
        // The first two versions have no room for the clock's number: 0 is CLOCK_REALTIME.
        assert.equal(attr.clockId, attrBytes < 96 ? 0 : 1);
      });
    }
  }

  it('has no clock of its own unless the flag says so', () => {
    assert.equal(readAttr(new Uint8Array(128), true).clockId, undefined);
  });
});
