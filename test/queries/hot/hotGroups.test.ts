import assert from 'node:assert/strict';
import { hotSource } from '../../../src/engine/hotSource';
import { hotGroups } from '../../../src/queries/hot/hotGroups';
import type { HotGrouping } from '../../../src/protocol/code';
import type { HotGroup } from '../../../src/queries/hot/hotGroups';
import type { SymbolFile } from '../../../src/symbols/SymbolFile';
import { hotFixture, hotTrace } from '../../support/symbols/hotPlaces';
import { fixtureSymbols } from '../../support/symbols/symbolFiles';
import { traceText } from '../../support/traceText';

const IDLE = 'arch/x86/kernel/process.c';

async function groupsOf(
  recorded: ReturnType<typeof hotTrace>,
  by: HotGrouping,
  files: readonly SymbolFile[],
): Promise<readonly HotGroup[]> {
  const { trace, passes } = await recorded;
  const source = hotSource(trace, passes, {
    given: files.map((file) => ({ file, vm: undefined })),
    filesOfGuests: new Map(),
    slideOf: () => undefined,
    decoder: undefined,
    openLines: ({ elf }) =>
      elf && {
        diagnostics: [],
        definition: () => undefined,
        prepare: () => false,
        frames: (address) =>
          address < 0x100010 ? [{ function: 'idle', file: IDLE, line: 7, column: undefined }] : [],
      },
  });
  return hotGroups(source, by);
}

function words({ symbol, offset, reason, rip, count, instructions }: HotGroup): unknown {
  return [symbol, offset, reason, rip === undefined ? undefined : 'rip', count, instructions];
}

describe('hotGroups', () => {
  it('lists instructions with their symbols, most time first', async () => {
    const table = await fixtureSymbols('vmx-linux-hlt.kallsyms');
    const groups = await groupsOf(hotFixture('linux/vmx-linux-hlt'), 'instruction', [table]);
    assert.deepEqual(words(groups[0]!), ['native_safe_halt', 10, 'HLT', 'rip', 600, 1]);
    assert.deepEqual(words(groups[1]!), ['native_write_msr', 4, 'MSR_WRITE', 'rip', 1389, 1]);
    const totals = groups.map(({ durations }) => durations.totalNs);
    assert.deepEqual(
      totals,
      totals.toSorted((a, b) => b - a),
    );
  });

  it('adds the exits of a function up, whatever their reasons, and leaves nameless code alone', async () => {
    const table = await fixtureSymbols('vmx-linux-hlt.kallsyms');
    const recorded = hotFixture('linux/vmx-linux-hlt');
    const each = await groupsOf(recorded, 'instruction', [table]);
    const groups = await groupsOf(recorded, 'symbol', [table]);
    const sum = (list: readonly HotGroup[]): number =>
      list.reduce((total, { count }) => total + count, 0);
    assert.equal(sum(groups), sum(each));
    const writes = groups.find(({ symbol }) => symbol === 'native_write_msr')!;
    const own = each.filter(({ symbol }) => symbol === 'native_write_msr');
    assert.deepEqual(
      [writes.count, writes.instructions, writes.rip, writes.reason],
      [sum(own), own.length, undefined, undefined],
    );
    assert.ok(groups.some(({ symbol, rip }) => symbol === undefined && rip === 0x401bb8));
  });

  it('adds up by reason as the exits table does', async () => {
    const groups = await groupsOf(hotFixture('linux/vmx-linux-hlt'), 'reason', []);
    const halts = groups.find(({ reason }) => reason === 'HLT')!;
    assert.deepEqual(words(halts), [undefined, undefined, 'HLT', undefined, 600, 1]);
    assert.deepEqual(halts.vcpus, [0, 1]);
  });

  it('adds up by source line where lines are known', async () => {
    const text = `
      100 cpu0 100 kvm_exit exit_reason=48 isa=1 vcpu_id=0 guest_rip=0x100009
      150 cpu0 100 kvm_entry vcpu_id=0
      160 cpu0 100 kvm_exit exit_reason=1 isa=1 vcpu_id=0 guest_rip=0x10000a
      170 cpu0 100 kvm_entry vcpu_id=0
      180 cpu0 100 kvm_exit exit_reason=1 isa=1 vcpu_id=0 guest_rip=0x100100
      187 cpu0 100 kvm_entry vcpu_id=0
    `;
    const program = await fixtureSymbols('lab-guest.elf');
    const groups = await groupsOf(hotTrace(traceText(text)), 'line', [program]);
    assert.deepEqual(
      groups.map(({ frames: [frame], count, rip }) => [frame?.file, frame?.line, count, rip]),
      [
        [IDLE, 7, 2, undefined],
        [undefined, undefined, 1, 0x100100],
      ],
    );
  });
});
