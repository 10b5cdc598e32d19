import assert from 'node:assert/strict';
import { analysisNeeds } from '../../../src/queries/doctor/analysisNeeds';
import { recordCommands } from '../../../src/queries/doctor/recordCommands';

const usual = { hasLosses: false, kernel: '6.1.0-56-amd64', withGuest: false } as const;

describe('recordCommands', () => {
  it('records every event that the analyses of a goal can use', () => {
    for (const { id, goal, needed, improving } of analysisNeeds) {
      const lines = recordCommands({ ...usual, goals: new Set([goal]) });
      assert.deepEqual(
        lines.map(({ tool }) => tool),
        ['trace-cmd', 'perf'],
      );
      for (const { event } of [...needed.flat(), ...improving]) {
        for (const { line } of lines) {
          assert.ok(line.split(/[ ,]/).includes(event), `${event} for ${id}: ${line}`);
        }
      }
    }
  });

  it('gives perf no event that came later than the kernel, or that it may not have', () => {
    const perfLine = (kernel: string | null): string =>
      recordCommands({ ...usual, kernel, goals: new Set(['memory']) })[1]!.line;

    assert.match(perfLine('6.1.0'), /kvm_unmap_hva_range/);
    assert.doesNotMatch(perfLine('5.10.0-28'), /kvm_unmap_hva_range/);
    assert.match(perfLine('5.10.0-28'), /kvm_mmu_set_spte/);
    assert.doesNotMatch(perfLine(null), /kvm_mmu_set_spte/);
  });

  it('has nothing to record where nothing is missing', () => {
    assert.deepEqual(recordCommands({ ...usual, goals: new Set() }), []);
  });

  it('records a guest on the clock it shares with its host', () => {
    const [both] = recordCommands({ ...usual, goals: new Set(), withGuest: true });
    assert.match(both!.line, /-C x86-tsc .* -A @3:823 --name guest -C x86-tsc -e /);
  });
});
