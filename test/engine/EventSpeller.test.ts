import assert from 'node:assert/strict';
import { EventSpeller } from '../../src/engine/EventSpeller';
import { nodeDecompressor } from '../../src/engine/node/nodeDecompressor';
import { openSources } from '../../src/engine/openSources';
import { OpenTrace } from '../../src/engine/OpenTrace';
import { BLOCK_ROWS } from '../../src/events/EventTable';
import { memorySource } from '../../src/formats/memorySource';
import { openedTrace } from '../support/openTrace';
import { writtenTrace } from '../support/traceText';
import type { WrittenEvent } from '../support/traceText';

const event = (time: number, name: string): WrittenEvent => ({
  time,
  hostCpu: 0,
  tid: 100,
  event: name,
  fields: { vcpu_id: 3, exit_reason: 48, isa: 1 },
});

/** The last event of the first block is an exit, the first one of the second its fault. */
const bytes = writtenTrace(
  [
    ...Array.from({ length: BLOCK_ROWS - 1 }, (_, index) => event(index, 'kvm_entry')),
    event(BLOCK_ROWS - 1, 'kvm_exit'),
    event(BLOCK_ROWS, 'kvm_page_fault'),
    event(BLOCK_ROWS + 1, 'kvm_entry'),
  ],
  { compression: 'zlib' },
);

describe('EventSpeller', () => {
  it('shows events as they are read, and knows what stood in the block before', async () => {
    const source = memorySource('made', bytes);
    const decompressor = await nodeDecompressor();
    const open = () => openSources([{ options: { source, decompressor, tscKhz: undefined } }]);
    const trace = new OpenTrace({ open, blocks: 'passing' });
    const speller = new EventSpeller(trace, (await openedTrace(bytes)).passes);
    const seen: string[] = [];
    let count = 0;
    let more = true;
    while (more) {
      more = trace.read(1 << 16, (block) => {
        const event = speller.enter(block);
        for (; event.at < block.length; event.at++) {
          count++;
          const { access, block: own, at } = event;
          if (own.time[at]! < BLOCK_ROWS - 1) continue;
          const exit = access.exitBefore(own, at);
          seen.push(`${access.kindOf(own, at).name} ${access.vcpuOf(own, at)?.vcpu} ${exit?.code}`);
        }
      });
    }
    assert.equal(count, BLOCK_ROWS + 2);
    assert.deepEqual(seen, ['kvm_exit 3 undefined', 'kvm_page_fault 3 48', 'kvm_entry 3 48']);
  });
});
