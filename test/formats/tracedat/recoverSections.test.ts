import assert from 'node:assert/strict';
import { nodeDecompressor } from '../../../src/engine/node/nodeDecompressor';
import type { Decompressor } from '../../../src/formats/ByteSource';
import { eventLines } from '../../support/eventLines';
import { fixtureBytes, openedWith } from '../../support/openTrace';
import { traceText } from '../../support/traceText';

/** Two CPUs whose times overlap: where one ends and the next begins shows in the stamps. */
const EVENTS = Array.from(
  { length: 400 },
  (_, index) => `${index * 10} cpu${index % 2} ${100 + (index % 2)} kvm_entry vcpu_id=${index % 2}`,
).join('\n');

/** As a recorder leaves a file that it never finishes: nothing says where the options are. */
function withoutOptions(bytes: Uint8Array): Uint8Array {
  const unfinished = bytes.slice();
  new DataView(unfinished.buffer).setBigUint64(optionsPointerAt(bytes), 0n, true);
  return unfinished;
}

/** The same, and the options were not written either. */
function cutBeforeOptions(bytes: Uint8Array): Uint8Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  const options = Number(view.getBigUint64(optionsPointerAt(bytes), true));
  return withoutOptions(bytes).slice(0, options);
}

/** Behind the names of the compression and of its version. */
function optionsPointerAt(bytes: Uint8Array): number {
  const [name, version] = new TextDecoder('latin1').decode(bytes.subarray(18, 64)).split('\0');
  return 18 + name!.length + 1 + version!.length + 1;
}

describe('a version 7 recording without options', () => {
  let decompressor: Decompressor;
  before(async () => {
    decompressor = await nodeDecompressor();
  });

  for (const compression of ['none', 'zlib', 'zstd'] as const) {
    it(`still shows its events: ${compression}`, () => {
      const bytes = traceText(EVENTS, { compression, comms: ['100 CPU 0/KVM'] });
      const trace = openedWith(decompressor, cutBeforeOptions(bytes));
      assert.deepEqual(eventLines(trace), eventLines(openedWith(decompressor, bytes)));
      assert.equal(trace.recording.commOf(100), 'CPU 0/KVM');
      assert.deepEqual(
        trace.recording.file.diagnostics.map(({ code }) => code),
        ['damaged-section', 'recovered-buffer'],
      );
      assert.match(
        trace.recording.file.diagnostics[1]!.message,
        /2 runs of sub-buffers were found and numbered in file order, so host CPU numbers may be others/,
      );
    });
  }

  it('shows all events of a real one', () => {
    const bytes = fixtureBytes('vmx-two-vms');
    const trace = openedWith(decompressor, withoutOptions(bytes));
    const whole = openedWith(decompressor, bytes);
    assert.equal(trace.table.length, whole.table.length);
    assert.deepEqual(
      trace.reader.kinds.map(({ name }) => name).sort(),
      whole.reader.kinds.map(({ name }) => name).sort(),
    );
  });

  it('shows the events up to where its data is cut', () => {
    for (const compression of ['none', 'zstd'] as const) {
      const bytes = cutBeforeOptions(traceText(EVENTS, { compression }));
      const trace = openedWith(decompressor, bytes.slice(0, bytes.length - 5000));
      const count = trace.table.length;
      assert.ok(count > 100 && count < 400, `${count} events`);
      if (compression === 'none') continue;
      const codes = trace.recording.file.diagnostics.map(({ code }) => code);
      assert.ok(codes.includes('truncated-section'), 'the loss is told');
    }
  });

  it('keeps what it read when the next section is none', () => {
    const bytes = cutBeforeOptions(traceText(EVENTS, { compression: 'none' }));
    // The size of the first section leads far behind the end.
    new DataView(bytes.buffer).setBigUint64(35 + 8, 2n ** 40n, true);
    const trace = openedWith(decompressor, bytes);
    assert.equal(trace.table.length, 0);
    assert.equal(trace.recording.file.diagnostics[0]?.code, 'damaged-section');
  });
});
