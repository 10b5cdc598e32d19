import assert from 'node:assert/strict';
import type { ExitRow } from '../../../src/protocol/ExitRow';
import { exitColumns, type CellText, type ExitContext } from '../../../webview/tables/exitColumns';
import { exitRow } from '../canned/exitRow';

const tenSeconds: ExitContext = { clockUnit: 'ns', durationNs: 10e9 };

function cell(id: string, row: ExitRow, context: ExitContext = tenSeconds): CellText {
  return exitColumns.find((column) => column.id === id)!.cell(row, context);
}

describe('exitColumns', () => {
  it('names a VMX reason with its number, an SVM code in hex', () => {
    assert.equal(cell('reason', exitRow()).text, 'HLT (12)');
    const npf = exitRow({ isa: 'svm', reason: 'npf', code: 0x400 });
    assert.equal(cell('reason', npf).text, 'npf (0x400)');
  });

  it('counts exits a second over the whole trace', () => {
    assert.equal(cell('rate', exitRow({ count: 2_000 })).text, '200');
  });

  it('knows no rate where the clock counts cycles', () => {
    const rate = cell('rate', exitRow(), { clockUnit: 'cycles', durationNs: 10e9 });

    assert.equal(rate.text, '–');
    assert.match(rate.tooltip!, /no frequency/);
  });

  it('shows times with a unit, and every digit in the tooltip', () => {
    assert.deepEqual(cell('total', exitRow()), { text: '3.000 ms', tooltip: '3,000,000 ns' });
    assert.deepEqual(cell('p99', exitRow()), { text: '9.000 µs', tooltip: '9,000 ns' });
  });

  it('says why there is no time where no exit was followed by an entry', () => {
    const row = exitRow({ paired: 0, totalNs: 0, minNs: null, maxNs: null });

    for (const id of ['total', 'min', 'max']) {
      assert.deepEqual(cell(id, row), {
        text: '–',
        tooltip: 'No exit of this kind was followed by an entry',
      });
    }
  });

  it('says how many of the exits have no time', () => {
    assert.match(cell('count', exitRow({ count: 2_000, paired: 1_998 })).tooltip!, /^2 of them/);
    assert.equal(cell('count', exitRow()).tooltip, undefined);
  });
});
