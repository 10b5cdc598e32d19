import assert from 'node:assert/strict';
import { parseFilter } from '../../../../src/queries/filter/parseFilter';
import {
  filterOfFaults,
  filterOfRip,
  filterOfThread,
} from '../../../../webview/panels/pages/pageFilters';

const page = { vm: 1, gpa: 0x2000000 };

describe('filterOfFaults', () => {
  it('finds the fault events of a page', () => {
    assert.equal(
      filterOfFaults(page, 64),
      'event=kvm_page_fault fault_address>=0x2000000 fault_address<0x2001000 vm=1',
    );
  });

  it('finds those of one line, by one vCPU, in a stretch of time', () => {
    const selection = { ...page, line: 3, vcpu: 2, timeNs: [5, 90] } as const;

    assert.equal(
      filterOfFaults(selection, 64),
      'event=kvm_page_fault fault_address>=0x20000c0 fault_address<0x2000100 vm=1 vcpu=2 time>=5ns time<90ns',
    );
  });

  it('finds all faults where nothing restricts them, and of a cause', () => {
    assert.equal(filterOfFaults({ cause: 'cold' }, 64), 'event=kvm_page_fault');
  });
});

describe('The filters of the Pages view', () => {
  it('are filters', () => {
    const filters = [
      filterOfFaults({ ...page, line: 63, vcpu: 0, timeNs: [0, 1e12] }, 64),
      filterOfRip(page, '0xffffffff81a40c12'),
      filterOfThread(1303, [0, 5]),
    ];

    for (const filter of filters) assert.doesNotThrow(() => parseFilter(filter));
  });
});
