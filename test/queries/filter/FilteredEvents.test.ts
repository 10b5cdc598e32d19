import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import type { EventTable } from '../../../src/events/EventTable';
import { compileFilter } from '../../../src/queries/filter/compileFilter';
import { FilteredEvents } from '../../../src/queries/filter/FilteredEvents';
import { parseFilter } from '../../../src/queries/filter/parseFilter';
import type { MadeEvent } from './madeTable';
import { madeContext, madeKinds, madeTable } from './madeTable';

function filtered(table: EventTable, filter: string): FilteredEvents {
  return new FilteredEvents(parseFilter(filter), madeContext(table));
}

function counted(table: EventTable, filter: string): FilteredEvents {
  const events = filtered(table, filter);
  while (events.advance(1));
  return events;
}

/** `count` events 10 ns apart, of which every `nth` is a kvm_exit and the others are kvm_entry. */
function everyNth(nth: number, count: number): readonly MadeEvent[] {
  return Array.from({ length: count }, (_, row) => ({
    event: row % nth === 0 ? 'kvm_exit' : 'kvm_entry',
    timeNs: row * 10,
  }));
}

describe('FilteredEvents', () => {
  it('holds all events without scanning when the filter is empty', () => {
    const events = filtered(madeTable(everyNth(3, 10)), '');
    assert.equal(events.total, 10);
    assert.equal(events.advance(1), false);
    assert.deepEqual([...events.rowsAt(7, 5)], [7, 8, 9]);
    assert.equal(events.positionOfRow(4), 4);
    assert.equal(events.positionOfTime(45), 5);
  });

  it('counts a piece at a time, so that the caller stays responsive', () => {
    const events = filtered(madeTable(everyNth(3, 12), 4), 'kvm_exit');
    assert.equal(events.total, 0);
    assert.equal(events.advance(5), true);
    assert.equal(events.total, 3);
    assert.equal(events.advance(1), false);
    assert.equal(events.total, 4);
  });

  it('takes in blocks that are added while the trace loads', () => {
    const whole = madeTable(everyNth(3, 12), 4);
    const blocks = whole.blocks.slice(0, 1);
    const events = filtered({ ...whole, blocks }, 'kvm_exit');
    const all = filtered({ ...whole, blocks }, '');
    assert.equal(events.advance(100), false);
    assert.deepEqual([events.total, all.total], [2, 4]);
    blocks.push(...whole.blocks.slice(1));
    assert.equal(events.advance(100), false);
    assert.deepEqual([events.total, all.total], [4, 12]);
  });

  it('counts the matches of any stretch by column', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 4 }),
        fc.double({ min: -50, max: 250, noNaN: true }),
        fc.double({ min: 0.5, max: 90, noNaN: true }),
        fc.integer({ min: 0, max: 12 }),
        fc.constantFrom('', 'kvm_exit', 'kvm_entry'),
        (nth, fromNs, columnNs, columns, filter) => {
          const made = everyNth(nth, 20);
          const events = counted(madeTable(made, 4), filter);
          const steps = events.columnCounts({ fromNs, columnNs, columns }, 1);
          let step = steps.next();
          while (step.done !== true) step = steps.next();
          const expected = new Uint32Array(columns);
          for (const { event, timeNs } of made) {
            const column = Math.floor((timeNs - fromNs) / columnNs);
            const isIn = timeNs >= fromNs && timeNs < fromNs + columns * columnNs;
            if (isIn && (filter === '' || filter === event)) {
              expected[Math.min(column, columns - 1)]!++;
            }
          }
          assert.deepEqual(step.value, expected);
        },
      ),
    );
  });

  it('gives the rows of any window of matches', () => {
    const events = counted(madeTable(everyNth(3, 20), 4), 'kvm_exit');
    assert.deepEqual([...events.rowsAt(0, 100)], [0, 3, 6, 9, 12, 15, 18]);
    assert.deepEqual([...events.rowsAt(2, 3)], [6, 9, 12]);
    assert.deepEqual([...events.rowsAt(7, 3)], []);
    assert.deepEqual([...events.rowsAt(3, 0)], []);
  });

  it('finds positions by row and by time', () => {
    const events = counted(madeTable(everyNth(3, 20), 4), 'kvm_exit');
    assert.deepEqual(
      [0, 1, 3, 4, 18, 19].map((row) => events.positionOfRow(row)),
      [0, 1, 1, 2, 6, 7],
    );
    assert.deepEqual(
      [-5, 0, 25, 30, 1000].map((timeNs) => events.positionOfTime(timeNs)),
      [0, 0, 1, 1, 7],
    );
  });

  it('has nothing in an empty table', () => {
    const table = madeTable([]);
    for (const filter of ['', 'vcpu=1']) {
      const events = counted(table, filter);
      assert.deepEqual(
        [events.total, events.rowsAt(0, 5).length, events.positionOfTime(0)],
        [0, 0, 0],
      );
    }
  });

  it('gives what is left when fewer rows match than were counted', () => {
    const table = madeTable(everyNth(1, 8), 4);
    let isVcpu = true;
    const vcpuOf = () => (isVcpu ? { vm: 0, vcpu: 1 } : undefined);
    const events = new FilteredEvents(parseFilter('vcpu=1'), { ...madeContext(table), vcpuOf });
    events.advance(100);
    isVcpu = false;
    assert.deepEqual([events.total, events.rowsAt(0, 8).length], [8, 0]);
  });

  it('equals a scan of all rows, for any table, filter and window', () => {
    const anyEvent = fc.record({
      event: fc.constantFrom(...madeKinds.map(({ name }) => name)),
      tid: fc.constantFrom(7, 100, 101, 200),
      hostCpu: fc.nat(2),
    });
    const anyTerm = fc.constantFrom(
      ...['kvm_exit', 'kvm_*', '-kvm_entry', 'vcpu=0', 'vm!=0', 'cpu=1,2', 'tid>100'],
      ...['comm~cpu', 'time>=55ns', 'vcpu_id=0', '-errno<0'],
    );
    fc.assert(
      fc.property(
        fc.array(anyEvent, { maxLength: 60 }),
        fc.array(anyTerm, { maxLength: 3 }),
        fc.integer({ min: 1, max: 9 }),
        fc.nat(60),
        fc.nat(20),
        (made, terms, blockRows, position, count) => {
          const table = madeTable(
            made.map((event, row) => ({ ...event, timeNs: Math.floor(row / 2) * 10 })),
            blockRows,
          );
          const filter = terms.join(' ');
          const matches = compileFilter(parseFilter(filter), madeContext(table));
          const rows = table.blocks.flatMap((block) =>
            Array.from(block.kind.keys())
              .filter((at) => matches(block, at))
              .map((at) => block.firstRow + at),
          );
          const events = counted(table, filter);
          assert.equal(events.total, rows.length);
          assert.deepEqual(
            [...events.rowsAt(position, count)],
            rows.slice(position, position + count),
          );
          const row = position;
          assert.equal(events.positionOfRow(row), rows.filter((other) => other < row).length);
          const early = rows.filter((other) => Math.floor(other / 2) * 10 < position * 5);
          assert.equal(events.positionOfTime(position * 5), early.length);
        },
      ),
    );
  });
});
