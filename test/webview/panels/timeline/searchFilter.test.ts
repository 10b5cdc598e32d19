import assert from 'node:assert/strict';
import { parseFilter } from '../../../../src/queries/filter/parseFilter';
import { searchFilter } from '../../../../webview/panels/timeline/searchFilter';

describe('searchFilter', () => {
  const cases: readonly (readonly [typed: string, filter: string])[] = [
    ['', ''],
    ['  ', ''],
    ['0x7c10', 'addr=0x7c10'],
    [' 0xFFFFFFFF81000000 ', 'addr=0xFFFFFFFF81000000'],
    ['HLT', 'any~HLT'],
    ['kvm_msr', 'any~kvm_msr'],
    ['qemu', 'any~qemu'],
    ['12', 'any~12'],
    ['CPU 0/KVM', 'CPU 0/KVM'],
    ['"CPU 0/KVM"', 'any~"CPU 0/KVM"'],
    ['reason=HLT', 'reason=HLT'],
    ['kvm_exit vcpu=1', 'kvm_exit vcpu=1'],
    ['kvm_*', 'kvm_*'],
    ['kvm_exit,kvm_entry', 'kvm_exit,kvm_entry'],
    ['sched:sched_switch', 'sched:sched_switch'],
    ['-kvm_fpu', '-kvm_fpu'],
    ['!kvm_fpu', '!kvm_fpu'],
    ['time>=1.5s', 'time>=1.5s'],
    ['0x7c10 vcpu=1', '0x7c10 vcpu=1'],
  ];
  for (const [typed, filter] of cases) {
    it(`makes “${typed}” the filter “${filter}”`, () => {
      assert.equal(searchFilter(typed), filter);
      parseFilter(filter);
    });
  }

  it('makes nothing else of a filter that it made', () => {
    for (const [, filter] of cases) assert.equal(searchFilter(filter), filter);
  });
});
