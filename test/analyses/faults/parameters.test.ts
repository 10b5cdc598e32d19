import assert from 'node:assert/strict';
import type { AnalysisParameters } from '../../../src/vcpu/AnalysisParameters';
import type { PageConflict } from '../../../src/queries/conflicts/pageConflicts';
import { conflictParameters } from '../../../src/queries/conflicts/ConflictParameters';
import { conflictsOf, toldFaults } from '../../support/faults/toldFaults';
import { vectorTrace } from '../../support/idle/vectorTrace';

function store(at: number, vcpu: number, gpa: number): string {
  const on = `c${vcpu} T${vcpu}`;
  return `${at} ${on} EX 48 info1=0x1aa   ${at + 1} ${on} PF 0x${gpa.toString(16)} 0x1aa   ${at + 5} ${on} EN`;
}

/** Two vCPUs that store by turns, 50 µs apart and 128 bytes from each other. */
const byTurns = [0, 1, 2, 3, 4, 5]
  .map((n) => store(n * 50, n % 2, 0x7000 + (n % 2) * 128))
  .join('\n');

async function conflict(
  parameters: Partial<AnalysisParameters>,
): Promise<PageConflict | undefined> {
  return conflictsOf(await vectorTrace(byTurns, { parameters }))[0];
}

describe('parameters of pages', () => {
  it('pp_min: stores before a page counts as contested', async () => {
    assert.equal((await conflict({ pp_min: 6 }))?.faults, 6);
    assert.equal(await conflict({ pp_min: 7 }), undefined);
  });

  it('pp_window: how soon another vCPU’s store counts as going to and fro', async () => {
    assert.equal((await conflict({}))?.pingPongs, 5);
    assert.equal((await conflict({ pp_window: 40_000 }))?.pingPongs, 0);
  });

  it('share_min: stores of each vCPU before its lines are believed', async () => {
    assert.doesNotMatch((await conflict({}))!.why, /stores a vCPU/);
    assert.match((await conflict({ share_min: 4 }))!.why, /by 3 of the 4 stores a vCPU/);
  });

  it('line: what is shared, in whole lines that a page holds', async () => {
    const linesOf = async (line: number) =>
      conflictParameters((await vectorTrace(byTurns, { parameters: { line } })).passes.idle)
        .lineBytes;
    assert.equal(await linesOf(1), 64);
    assert.equal(await linesOf(100), 128);
    assert.equal(await linesOf(8192), 4096);
  });

  it('line: how far stores may be apart', async () => {
    assert.equal((await conflict({}))?.kind, 'false-sharing');
    assert.equal((await conflict({ line: 256 }))?.kind, 'true-sharing');
  });

  it('cold_grace: when a first fault is surely a first touch', async () => {
    const text = `
      0 c0 T0 EN   9 c0 T0 EX 48 info1=0x182   10 c0 T0 PF 0x7000 0x182
      11 c0 T0 kvm_mmu_set_spte gfn=7 spte=0x77 level=1   12 c0 T0 EN
    `;
    const reasons = async (cold_grace: number) =>
      toldFaults(await vectorTrace(text, { parameters: { cold_grace } })).map(
        ({ reason }) => reason,
      );
    assert.deepEqual(await reasons(9_000), ['first']);
    assert.deepEqual(await reasons(9_001), ['early']);
  });

  it('flush_win: how soon an exit follows the change that forced it', async () => {
    const text = `
      0 c0 T0 EN   0.5 c1 M kvm_tdp_mmu_spte_changed gfn=7 level=1 old_spte=0x77 new_spte=0x75
      2 c0 T0 EX 1 intr_info=0x800000fc   3 c0 T0 EN
    `;
    const kicks = async (flush_win: number) =>
      [...(await vectorTrace(text, { parameters: { flush_win } })).passes.faults.kicks.all()]
        .length;
    assert.equal(await kicks(1_500), 1);
    assert.equal(await kicks(1_499), 0);
  });

  it('max_pages: pages that are remembered', async () => {
    const text = Array.from({ length: 8 }, (_, n) => store(n * 50, 0, 0x7000 + n * 4096)).join(
      '\n',
    );
    const { sums } = (await vectorTrace(text, { parameters: { max_pages: 5 } })).passes.faults;
    assert.equal([...sums.all()].length, 5);
    assert.equal(sums.forgotten.total, 3);
  });
});
