import assert from 'node:assert/strict';
import { NO_TID } from '../../../src/events/EventTable';
import { exitRowsOf, openedTable } from '../../support/openTable';
import type { ReadTable } from '../../support/openTable';

const ROUNDS = 4;

/** Two vCPUs of one process that run side by side, as perf script prints them with these columns before `[cpu]`. */
function sideBySide(columnsOf: (vcpu: number) => string): string {
  let us = 1_000_000;
  const line = (vcpu: number, event: string): string =>
    `${columnsOf(vcpu)} [00${vcpu}] ${((us += 5) / 1e6).toFixed(6)}: kvm:${event}\n`;
  let text = '';
  for (let round = 0; round < ROUNDS; round++) {
    for (const vcpu of [0, 1]) text += line(vcpu, `kvm_entry: vcpu ${vcpu}, rip 0x1`);
    for (const vcpu of [0, 1]) text += line(vcpu, 'kvm_exit: reason HLT rip 0x1 info 0 0');
  }
  return text;
}

const codesOf = ({ recording }: ReadTable): string[] =>
  recording.diagnostics.map(({ code }) => code);

const tidsOf = ({ table }: ReadTable): readonly number[] => [
  ...new Set(table.blocks.flatMap(({ tid, length }) => [...tid.subarray(0, length)])),
];

describe('threadsBy', () => {
  const named = (vcpu: number): string => `CPU ${vcpu}/KVM 197`;

  it('tells threads of a process by their names where one number runs two vCPUs at once', () => {
    const rows = exitRowsOf(openedTable(sideBySide(named)));
    const found = rows.map(({ vcpu, count, totalNs }) => `${vcpu} ${count} ${totalNs}`);
    assert.deepEqual(found, ['0 4 30000', '1 4 30000']);
  });

  it('says that the numbers are of processes', () => {
    assert.deepEqual(codesOf(openedTable(sideBySide(named))), ['process-ids']);
  });

  it('keeps the process of a thread that only has a name', () => {
    const trace = openedTable(sideBySide(named));
    assert.deepEqual(
      tidsOf(trace).map((tid) => trace.recording.pidOf(tid)),
      [197, 197],
    );
  });

  it('knows no thread where names do not tell them apart either', () => {
    const trace = openedTable(sideBySide(() => 'vmm 197'));
    assert.deepEqual(tidsOf(trace), [NO_TID]);
  });

  it('takes numbers for threads where each runs one vCPU', () => {
    const trace = openedTable(sideBySide((vcpu) => `vmm ${300 + vcpu}`));
    assert.deepEqual(codesOf(trace), []);
    assert.deepEqual(tidsOf(trace), [300, 301]);
  });

  it('looks for it behind the first lines, too', () => {
    const other =
      'vmm 197 [000] 0.500000: sched:sched_waking: comm=a pid=1 prio=0 target_cpu=000\n';
    const trace = openedTable(other.repeat(1500) + sideBySide(named));
    assert.deepEqual(codesOf(trace), ['process-ids']);
  });

  it('does not take entries after lost exits for those of several threads', () => {
    const lines = [0, 1, 0].map(
      (vcpu, at) => `vmm 300 [000] 1.00000${at}: kvm:kvm_entry: vcpu ${vcpu}, rip 0x1\n`,
    );
    assert.deepEqual(codesOf(openedTable(lines.join(''))), []);
  });
});
