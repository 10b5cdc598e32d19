import assert from 'node:assert/strict';
import { exitColumns, type ExitContext } from '../../../webview/tables/exitColumns';
import { nextSort, sortExitRows } from '../../../webview/tables/sortExitRows';
import { exitRow } from '../canned/exitRow';

const context: ExitContext = { clockUnit: 'ns', durationNs: 10e9 };
const rows = [
  exitRow({ reason: 'HLT', p99Ns: 20 }),
  exitRow({ reason: 'CPUID', p99Ns: null }),
  exitRow({ reason: 'MSR_WRITE', p99Ns: 500 }),
];

function reasons(column: string, descending: boolean): readonly string[] {
  return sortExitRows(rows, { column, descending }, context).map(({ reason }) => reason);
}

describe('sortExitRows', () => {
  it('sorts by name', () => {
    assert.deepEqual(reasons('reason', false), ['CPUID', 'HLT', 'MSR_WRITE']);
  });

  it('puts rows without a value last, whichever way it sorts', () => {
    assert.deepEqual(reasons('p99', true), ['MSR_WRITE', 'HLT', 'CPUID']);
    assert.deepEqual(reasons('p99', false), ['HLT', 'MSR_WRITE', 'CPUID']);
  });

  it('keeps the order of equals', () => {
    assert.deepEqual(reasons('count', true), ['HLT', 'CPUID', 'MSR_WRITE']);
  });

  it('can sort by every column', () => {
    for (const { id } of exitColumns) assert.equal(reasons(id, true).length, rows.length);
  });
});

describe('nextSort', () => {
  it('turns the sorted column round', () => {
    const sort = { column: 'total', descending: true };

    assert.deepEqual(nextSort(sort, 'total'), { column: 'total', descending: false });
  });

  it('begins with the largest quantity, but with the first name or vCPU', () => {
    const sort = { column: 'total', descending: true };

    assert.equal(nextSort(sort, 'max').descending, true);
    assert.equal(nextSort(sort, 'reason').descending, false);
    assert.equal(nextSort(sort, 'vcpu').descending, false);
  });
});
