import assert from 'node:assert/strict';
import { memorySource } from '../../../src/formats/memorySource';
import type { PerfDataFile } from '../../../src/formats/perfdata/PerfDataFile';
import { readPerfData } from '../../../src/formats/perfdata/readPerfData';
import { perfText } from '../../support/perfData/perfText';
import type { PerfTextOptions } from '../../support/perfData/perfText';

const EVENT = '10 cpu0 100 kvm_entry vcpu_id=0';
/** Of the file header: sizes of an attribute, the attributes and the data, and where the latter two stand. */
const Place = { attrBytes: 16, attrs: 24, attrsBytes: 32, data: 40, dataBytes: 48 } as const;

function read(bytes: Uint8Array): PerfDataFile {
  return readPerfData(memorySource('made', bytes));
}

function made(options: PerfTextOptions = {}): Uint8Array {
  return perfText(EVENT, options);
}

/** The recording with another number in its header. */
function changed(at: number, value: bigint, bytes = made()): Uint8Array {
  const copy = bytes.slice();
  new DataView(copy.buffer).setBigUint64(at, value, true);
  return copy;
}

function codes({ diagnostics }: PerfDataFile): string[] {
  return diagnostics.map(({ code }) => code);
}

describe('readPerfData', () => {
  for (const container of ['file', 'pipe'] as const) {
    it(`reads what the recording says of itself from a ${container}`, () => {
      const file = read(made({ container, comms: ['7 qemu'], kernel: '6.9', hostCpus: 3 }));
      assert.equal(file.kernel, '6.9');
      assert.deepEqual(file.cpuCounts, { available: 3, online: 3 });
      assert.deepEqual([...file.comms], [[7, 'qemu']]);
      assert.ok(file.formats.length > 5);
      assert.deepEqual(
        file.events.slice(0, 2).map(({ name }) => name),
        ['kvm:kvm_exit', 'kvm:kvm_entry'],
      );
      assert.deepEqual(codes(file), []);
    });
  }

  it('knows events and layout of a file that was cut behind its first samples', () => {
    const bytes = made();
    const { data } = read(bytes);
    const file = read(bytes.subarray(0, data.offset + data.bytes - 8));
    assert.equal(file.events.length, read(bytes).events.length);
    assert.deepEqual(codes(file), ['truncated-section', 'missing-formats']);
  });

  it('says what a killed recorder did not write, and how to record so that it outlasts this', () => {
    const { diagnostics } = read(made({ container: 'killed' }));
    assert.deepEqual(
      diagnostics.map(({ code }) => code),
      ['recorder-killed', 'missing-formats'],
    );
    assert.match(diagnostics[0]!.message, /End perf with Ctrl-C/);
    assert.match(diagnostics[1]!.message, /perf record -o - > FILE/);
  });

  it('refuses a file without any event, by section and byte', () => {
    assert.throws(() => read(changed(Place.attrsBytes, 0n)), /event attributes at byte 0x/);
  });

  it('claims no memory for sizes that the file cannot have', () => {
    const huge = (1n << 62n) + 16n;
    for (const place of Object.values(Place)) {
      for (const value of [huge, 0xffff_ffffn, (1n << 40n) + 8n]) {
        let file: PerfDataFile | undefined;
        try {
          file = read(changed(place, value));
        } catch (error) {
          assert.match(String(error), /FormatError/);
        }
        if (file !== undefined) assert.notDeepEqual(codes(file), [], `${place} ${value}`);
      }
    }
  });

  it('leaves a feature out that lies outside of the file, and reads the others', () => {
    const bytes = made({ kernel: '6.9' });
    const { data } = read(bytes);
    // The first one is the tracing data.
    const file = read(changed(data.offset + data.bytes, 1n << 40n, bytes));
    assert.equal(file.kernel, '6.9');
    assert.deepEqual(codes(file), ['truncated-section', 'missing-formats']);
  });
});
