import assert from 'node:assert/strict';
import { nodeDecompressor } from '../../src/engine/node/nodeDecompressor';
import type { Decompressor } from '../../src/formats/ByteSource';
import { eventLines } from '../support/eventLines';
import { openedWith } from '../support/openTrace';
import { eventsOfText, writtenTrace } from '../support/traceText';
import type { TraceTextOptions, WrittenEvent } from '../support/traceText';

/** Long enough for several sub-buffers and chunks, with a long silence and a large record. */
const events: readonly WrittenEvent[] = [
  ...Array.from({ length: 300 }, (_, index) => ({
    time: index * 1000,
    hostCpu: index % 3,
    tid: 100 + (index % 2),
    flags: index % 5,
    event: index % 2 === 0 ? 'kvm_entry' : 'kvm_exit',
    fields: { vcpu_id: index % 2, isa: 1, exit_reason: 12, guest_rip: 0x8100_0000 + index },
  })),
  ...eventsOfText(`
    900000000 cpu0 7 print buf=${'long'.repeat(100)}
    900000001 cpu2 100 sched_waking comm=CPU0/KVM pid=101 prio=-5
  `),
];

const versions = [
  { version: 6 },
  { version: 7, compression: 'none' },
  { version: 7, compression: 'zlib' },
  { version: 7, compression: 'zstd' },
] as const;

describe('every container', () => {
  let decompressor: Decompressor;
  const wanted = new Map<number, readonly string[]>();
  before(async () => {
    decompressor = await nodeDecompressor();
    for (const longBytes of [4, 8] as const) {
      wanted.set(
        longBytes,
        eventLines(openedWith(decompressor, writtenTrace(events, { longBytes }))),
      );
    }
  });

  it('holds what was written', () => {
    const lines = wanted.get(8)!;
    assert.equal(lines.length, 302);
    assert.deepEqual(lines.slice(0, 2), [
      '0 cpu0 100 kvm_entry vcpu_id=0 rip=0x0',
      '1000 cpu1 101 kvm_exit exit_reason=12 guest_rip=0x81000001 isa=1 info1=0x0 info2=0 intr_info=0 error_code=0 vcpu_id=1',
    ]);
    assert.deepEqual(lines.slice(-2), [
      `900000000 cpu0 7 print ip=0x0 buf=${'long'.repeat(100)}`,
      '900000001 cpu2 100 sched_waking comm=CPU0/KVM pid=101 prio=-5 target_cpu=0',
    ]);
  });

  for (const container of versions) {
    for (const littleEndian of [true, false]) {
      for (const longBytes of [4, 8] as const) {
        for (const pageBytes of [1024, 4096, 16_384, 65_536]) {
          const packing = 'compression' in container ? container.compression : 'sequential';
          const order = littleEndian ? 'little' : 'big';
          const bits = longBytes * 8;
          const sizes = `${bits}-bit, ${pageBytes / 1024} KiB sub-buffers`;
          it(`gives the same events: version ${container.version}, ${packing}, ${order} endian, ${sizes}`, () => {
            const options: TraceTextOptions = { ...container, littleEndian, longBytes, pageBytes };
            const trace = openedWith(decompressor, writtenTrace(events, options));
            assert.deepEqual(eventLines(trace), wanted.get(longBytes));
            assert.deepEqual(
              trace.recording.file.diagnostics.filter(({ code }) => code !== 'missing-section'),
              [],
            );
            assert.deepEqual(trace.reader.diagnostics, []);
          });
        }
      }
    }
  }
});
