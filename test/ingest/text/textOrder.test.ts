import assert from 'node:assert/strict';
import { FormatError } from '../../../src/formats/FormatError';
import { memorySource } from '../../../src/formats/memorySource';
import { textOrder } from '../../../src/ingest/text/textOrder';
import { openedTable } from '../../support/openTable';
import type { ReadTable } from '../../support/openTable';

/** More than are sorted in any case. */
const MANY = 20_000;
const FIRST_US = 1_000_000;

/** Lines of one host CPU in order of time, 3 µs apart and 1 µs behind those of the CPU before it. */
const linesOf = (hostCpu: number, count: number): string[] =>
  Array.from({ length: count }, (_, at) => {
    const stamp = ((FIRST_US + at * 3 + hostCpu) / 1e6).toFixed(6);
    return `  vmm-7 [00${hostCpu}] ${stamp}: kvm_entry: vcpu 0, rip 0x1\n`;
  });

const timesOf = ({ table }: ReadTable): number[] =>
  table.blocks.flatMap(({ time, length }) => [...time.subarray(0, length)]);

const first = { whole: 1, part: 0, unit: 'ns' } as const;

const orderOf = (lines: readonly string[]): ReturnType<typeof textOrder> =>
  textOrder(memorySource('text', Buffer.from(lines.join(''))), first);

describe('textOrder', () => {
  it('finds the texts of several host CPUs that stand behind one another', () => {
    const [one, two] = [0, 1].map((hostCpu) => linesOf(hostCpu, MANY).join(''));
    assert.deepEqual(orderOf([one!, two!]).runs, [0, one!.length]);
  });

  it('gives their events in order of time', () => {
    const text = [2, 0, 1].flatMap((hostCpu) => linesOf(hostCpu, MANY)).join('');
    const expected = Array.from({ length: 3 * MANY }, (_, at) => at * 1000);
    const trace = openedTable(text);
    assert.deepEqual(timesOf(trace), expected);
    assert.deepEqual(trace.reader.diagnostics, []);
  });

  it('counts times of a short text that was turned round from its last line', () => {
    const lines = linesOf(0, MANY / 2).reverse();
    assert.deepEqual(
      timesOf(openedTable(lines.join(''))),
      Array.from({ length: MANY / 2 }, (_, at) => at * 3000),
    );
  });

  it('refuses a long text that was turned round, and says how to turn it back', () => {
    const text = linesOf(0, 4 * MANY).reverse();
    const isRefusal = (error: unknown): boolean =>
      error instanceof FormatError && error.message.includes('tac');
    assert.throws(() => openedTable(text.join('')), isRefusal);
  });

  it('takes lines that swap places for no runs of their own', () => {
    const lines = linesOf(0, MANY);
    for (let at = 0; at + 1 < MANY; at += 2)
      [lines[at], lines[at + 1]] = [lines[at + 1]!, lines[at]!];
    assert.deepEqual(orderOf(lines).runs, [0]);
  });
});
