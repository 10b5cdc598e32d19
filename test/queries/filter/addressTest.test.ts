import assert from 'node:assert/strict';
import { fixtureBytes, openedTrace } from '../../support/openTrace';
import type { AnalysedTrace } from '../../support/openTrace';
import { blockOfRow, fieldValue } from '../../../src/events/fields';
import { EventQueries } from '../../../src/engine/EventQueries';

describe('The filter addr=', () => {
  let vmx: AnalysedTrace;
  let svm: AnalysedTrace;

  before(async () => {
    vmx = await openedTrace(fixtureBytes('vmx-page-true-sharing'));
    svm = await openedTrace(fixtureBytes('svm-hlt-ipi.zlib'));
  });

  async function rowsOf(trace: AnalysedTrace, filter: string): Promise<readonly number[]> {
    const queries = new EventQueries(trace, trace.passes, () => Promise.resolve());
    const rows: number[] = [];
    for (;;) {
      const page = await queries.page(filter, rows.length, 1000);
      rows.push(...page.row);
      if (rows.length >= page.total) return rows;
    }
  }

  function fieldOf(trace: AnalysedTrace, row: number, name: string): number | undefined {
    const { block, at } = blockOfRow(trace.table, row);
    const value = fieldValue(block, trace.table.kinds[block.kind[at]!]!, at, name);
    return value === undefined ? undefined : Number(value);
  }

  it('finds faults and changes of entries anywhere on the page', async () => {
    const rows = await rowsOf(vmx, 'addr=0x2000abc');
    const faults = await rowsOf(
      vmx,
      'kvm_page_fault fault_address>=0x2000000 fault_address<0x2001000',
    );
    assert.ok(faults.length > 30);
    assert.deepEqual(
      faults.filter((row) => !rows.includes(row)),
      [],
    );
    for (const row of rows) {
      const address = ['fault_address', 'gpa', 'cr2_or_gpa']
        .map((name) => fieldOf(vmx, row, name))
        .find((value) => value !== undefined);
      const page = fieldOf(vmx, row, 'gfn') ?? Math.floor((address ?? NaN) / 4096);
      assert.equal(page, 0x2000);
    }
  });

  it('finds the exits of guest code at this very address', async () => {
    const [first] = await rowsOf(vmx, 'kvm_exit');
    const rip = fieldOf(vmx, first!, 'guest_rip')!;
    const rows = await rowsOf(vmx, `kvm_exit addr=0x${rip.toString(16)}`);
    assert.ok(rows.includes(first!));
    assert.deepEqual(rows, await rowsOf(vmx, `kvm_exit guest_rip=${rip}`));
  });

  it('knows the address of a nested page fault, which SVM tells with the exit', async () => {
    const faults = await rowsOf(svm, 'kvm_exit reason=npf');
    const address = fieldOf(svm, faults[0]!, 'info2')!;
    const page = address - (address % 4096);
    assert.deepEqual(
      await rowsOf(svm, `kvm_exit addr=${page + 8}`),
      await rowsOf(svm, `kvm_exit reason=npf info2>=${page} info2<${page + 4096}`),
    );
  });
});
