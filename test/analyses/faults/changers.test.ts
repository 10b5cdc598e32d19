import assert from 'node:assert/strict';
import { toldFaults } from '../../support/faults/toldFaults';
import { mapped, protectedBy, READ_ONLY, told, violation } from '../../support/faults/vectorFaults';
import { tidOf } from '../../support/idle/vectorEvents';
import { vectorTrace } from '../../support/idle/vectorTrace';

describe('Who took a page away', () => {
  it('takes a page for unmapped with all others only where it was seen to be mapped', async () => {
    const trace = await vectorTrace(
      [
        violation(2e6, 'T0', 0x7000, '0x182', mapped(7)),
        '3000000 c8 M kvm_mmu_zap_all_fast',
        violation(4e6, 'T0', 0x7000, '0x182', mapped(7)),
        violation(5e6, 'T0', 0x9000, '0x182', mapped(9)),
      ].join('\n'),
    );
    assert.deepEqual(told(toldFaults(trace).slice(1), 'cause', 'confidence', 'actor'), [
      ['notifier-zap', 'strong', tidOf('M')],
      ['cold', 'weak', null],
    ]);
  });

  it('names nobody for a page that may have been unmapped where no event tells which page it was', async () => {
    const unmap = 'kvm_unmap_hva_range start=0x7f0000001000 end=0x7f0000002000';
    const cycle = (at: number): readonly string[] => [
      violation(at, 'T0', 0x7000, '0x181', mapped(7, READ_ONLY)),
      violation(at + 100, 'T1', 0x7008, '0x1aa', 'UX 0 -14'),
      `${at + 200} c1 T1 ${unmap}`,
      `${at + 201} c1 T1 kvm_tdp_mmu_spte_changed gfn=7 level=1 old_spte=${READ_ONLY} new_spte=0`,
      `${at + 300} c0 T0 ${unmap}`,
    ];
    const trace = await vectorTrace([0, 1, 2, 3, 4].flatMap((n) => cycle(n * 1000)).join('\n'));
    const stores = toldFaults(trace).filter(({ isStore }) => isStore);
    assert.deepEqual(
      stores.map(({ actor }) => actor),
      [null, null, null, tidOf('T0'), tidOf('T0')],
    );
  });

  it('names no vCPU of another VM, which has a page of the same number', async () => {
    const trace = await vectorTrace(
      [
        '0 c1 Q0 EN   1 c1 Q0 EX 12',
        '0 c0 T0 EN',
        protectedBy(5, 'Q0', 7),
        violation(10, 'T0', 0x7008, '0x1aa', mapped(7)),
      ].join('\n'),
    );
    assert.deepEqual(told(toldFaults(trace), 'isStore', 'actor'), [[true, null]]);
  });
});
