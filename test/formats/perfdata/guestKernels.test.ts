import assert from 'node:assert/strict';
import { memorySource } from '../../../src/formats/memorySource';
import { readPerfData } from '../../../src/formats/perfdata/readPerfData';
import { ByteWriter } from '../../support/ByteWriter';
import { writePerfData } from '../../support/perfData/perfDataWriter';
import { PerfRecordWriter } from '../../support/perfData/PerfRecordWriter';

const MMAP = 1;
const BUILD_ID = 67;
const KERNEL = 1;
const GUEST_KERNEL = 4;
const SIZED = 0x8000;

function mapping(pid: number, text: bigint, name: string): ByteWriter {
  const body = new ByteWriter(true).u32(pid).u32(0).u64(text).u64(0x100_0000n).u64(text);
  return body.text(`${name}\0`);
}

function buildIdOf(pid: number, id: readonly number[], name: string): ByteWriter {
  const body = new ByteWriter(true).u32(pid);
  for (const byte of id) body.u8(byte);
  for (let left = 20 - id.length; left > 0; left--) body.u8(0);
  return body.u8(id.length).u8(0).u16(0).text(`${name}\0`);
}

function kernelsOf(write: (records: PerfRecordWriter) => void): unknown {
  const records = new PerfRecordWriter(true, 0);
  write(records);
  const attr = { type: 1, config: 0, sampleType: 0, name: 'cpu-clock', ids: [1] };
  const bytes = writePerfData({ attrs: [attr], formats: [], records: records.finish() });
  return readPerfData(memorySource('made', bytes)).guestKernels;
}

describe('the kernels of guests that perf noted down', () => {
  it('are told with build ID and place, joined by the process that runs the guest', () => {
    const kernels = kernelsOf((records) =>
      records
        .record(MMAP, mapping(0, 0xffffffff84000000n, '[guest.kernel.kallsyms]_text'), GUEST_KERNEL)
        .record(
          BUILD_ID,
          buildIdOf(77, [0xab, 0xcd, 0x01], '[guest.kernel.kallsyms.77]'),
          GUEST_KERNEL | SIZED,
        )
        .record(
          MMAP,
          mapping(77, 0xffffffff9f600000n, '[guest.kernel.kallsyms.77]_stext'),
          GUEST_KERNEL,
        ),
    );
    assert.deepEqual(kernels, [
      { pid: 0, buildId: undefined, text: -0x7c00_0000 },
      { pid: 77, buildId: 'abcd01', text: -0x60a0_0000 },
    ]);
  });

  it("are not taken from the host's own kernel, nor from guests' modules", () => {
    const kernels = kernelsOf((records) =>
      records
        .record(MMAP, mapping(0, 0xffffffff81000000n, '[kernel.kallsyms]_text'), KERNEL)
        .record(MMAP, mapping(0, 0xffffffffc0000000n, '[virtio]'), GUEST_KERNEL),
    );
    assert.deepEqual(kernels, []);
  });
});
