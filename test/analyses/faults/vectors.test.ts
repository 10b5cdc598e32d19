import assert from 'node:assert/strict';
import { conflictsOf, toldFaults } from '../../support/faults/toldFaults';
import {
  mapped,
  protectedBy,
  READ_ONLY,
  told,
  violation,
  WRITABLE,
} from '../../support/faults/vectorFaults';
import { tidOf } from '../../support/idle/vectorEvents';
import { vectorTrace } from '../../support/idle/vectorTrace';

describe('page faults, by the vectors of the domain reference', () => {
  it('V41 takes the first write to a page for cold, and for no conflict', async () => {
    const trace = await vectorTrace(
      `0 c0 T0 EN\n${violation(2e6, 'T0', 0x12345678, '0x182', 'kvm_mmu_spte_requested gfn=0x12345', mapped(0x12345))}`,
    );
    assert.deepEqual(
      told(toldFaults(trace), 'cause', 'confidence', 'repair', 'gpa', 'cost', 'isStore'),
      [['cold', 'strong', 'mapped', 0x12345678, 5, false]],
    );
    assert.deepEqual(conflictsOf(trace), []);
  });

  it('V41 is not sure of a cold page while the recording has only begun', async () => {
    const trace = await vectorTrace(violation(10, 'T0', 0x12345678, '0x182', mapped(0x12345)));
    assert.deepEqual(told(toldFaults(trace), 'cause', 'confidence', 'reason'), [
      ['cold', 'weak', 'early'],
    ]);
  });

  it('is not sure of a cold page where nothing tells of mappings', async () => {
    const trace = await vectorTrace(
      `0 c0 T0 EN\n${violation(2e6, 'T0', 0x7000, '0x182')}\n${violation(3e6, 'T0', 0x7000, '0x182')}`,
    );
    assert.deepEqual(told(toldFaults(trace), 'cause', 'confidence', 'reason'), [
      ['cold', 'weak', 'mapping-untold'],
      ['cold', 'weak', 'mapping-untold'],
    ]);
  });

  it('V42 knows a store that dirty logging made fault, and keeps it out of ping-pong', async () => {
    const fixed = (vcpu: number): string =>
      `fast_page_fault vcpu_id=${vcpu} old_spte=${READ_ONLY} new_spte=${WRITABLE}`;
    const trace = await vectorTrace(
      [0, 1, 2]
        .flatMap((n) => [
          violation(n * 100, 'T0', 0x7000008, '0x1aa', fixed(0)),
          protectedBy(n * 100 + 30, 'M', 0x7000),
          violation(n * 100 + 50, 'T1', 0x7000808, '0x1aa', fixed(1)),
          protectedBy(n * 100 + 80, 'M', 0x7000),
        ])
        .join('\n'),
    );
    const faults = toldFaults(trace);
    assert.deepEqual(told(faults.slice(0, 1), 'cause', 'repair'), [['dirty-log', 'fast']]);
    assert.deepEqual(told(faults.slice(1, 2), 'actor', 'did'), [[tidOf('M'), 'write-protected']]);
    const [conflict] = conflictsOf(trace);
    assert.equal(conflict?.kind, 'undetermined');
    assert.match(conflict.why, /dirty logging/);
  });

  const pingPong = [
    violation(0, 'T0', 0x7008, '0x1aa', mapped(7)),
    protectedBy(10, 'M', 7),
    violation(20, 'T1', 0x7800, '0x1aa', mapped(7)),
    protectedBy(30, 'M', 7),
    violation(40, 'T0', 0x7008, '0x1aa', mapped(7)),
    protectedBy(50, 'M', 7),
    violation(60, 'T1', 0x7840, '0x1aa', mapped(7)),
    protectedBy(70, 'M', 7),
    violation(80, 'T0', 0x7010, '0x1aa', mapped(7)),
  ];

  it('V43 finds a page that two vCPUs write by turns, in lines of their own', async () => {
    const [conflict, ...others] = conflictsOf(await vectorTrace(pingPong.join('\n')));
    assert.equal(others.length, 0);
    assert.equal(conflict?.gpa, 0x7000);
    assert.equal(conflict.pingPongs, 4);
    assert.deepEqual(
      conflict.writers.map(({ vcpu, lines }) => [vcpu, lines]),
      [
        [0, [0]],
        [1, [32, 33]],
      ],
    );
    assert.equal(conflict.kind, 'false-sharing');
    assert.equal(conflict.confidence, 'weak');
  });

  it('V43 names who protects the page', async () => {
    const trace = await vectorTrace(pingPong.join('\n'));
    const [conflict] = conflictsOf(trace);
    assert.deepEqual(
      conflict?.protectors.map(({ thread, did, times }) => [
        trace.passes.faults.changers[thread]?.tid,
        did,
        times,
      ]),
      [[tidOf('M'), 'write-protected', 4]],
    );
  });

  it('V44 finds true sharing where both store into one line', async () => {
    const more = [0x7010, 0x7020, 0x7030].flatMap((gpa, n) => [
      protectedBy(100 + n * 20, 'M', 7),
      violation(110 + n * 20, 'T1', gpa, '0x1aa', mapped(7)),
    ]);
    const [conflict] = conflictsOf(await vectorTrace([...pingPong, ...more].join('\n')));
    assert.equal(conflict?.kind, 'true-sharing');
  });

  it('V45 takes a page that one vCPU alone writes for no conflict', async () => {
    const trace = await vectorTrace(
      Array.from({ length: 6 }, (_, n) => [
        protectedBy(n * 20 + 5, 'M', 7),
        violation(n * 20 + 10, 'T0', 0x7008, '0x1aa', mapped(7)),
      ])
        .flat()
        .join('\n'),
    );
    assert.equal(toldFaults(trace).filter(({ isStore }) => isStore).length, 6);
    assert.deepEqual(conflictsOf(trace), []);
  });

  it('V46 never takes a walk of the guest’s page tables for a store', async () => {
    const trace = await vectorTrace(
      [0, 1, 2, 3]
        .map((n) => violation(n * 20, `T${n % 2}`, 0x9000ff8, '0x0ab', mapped(0x9000)))
        .join('\n'),
    );
    assert.ok(toldFaults(trace).every(({ isStore }) => !isStore));
    assert.deepEqual(conflictsOf(trace), []);
  });

  it('counts faults of shadow paging whose pages no event tells', async () => {
    const { passes } = await vectorTrace(`
      0 c0 T0 EX 0 intr_info=0x80000b0e error_code=2   1 c0 T0 PF 0xffff888000001000 2   2 c0 T0 EN
      3 c0 T0 EX 0 intr_info=0x80000b0e error_code=2   4 c0 T0 PF 0xffff888000001000 2
      5 c0 T0 kvm_mmu_set_spte gfn=0x77 spte=${WRITABLE} level=1   6 c0 T0 EN
    `);
    assert.equal(passes.faults.virtualFaults, 1);
  });

  it('V47 takes no address of shadow paging for a page', async () => {
    const trace = await vectorTrace(`
      0 c0 T0 EX 0 intr_info=0x80000b0e error_code=2   1 c0 T0 PF 0xffff888000001000 2   2 c0 T0 EN
    `);
    assert.deepEqual(told(toldFaults(trace), 'gpa', 'cause', 'reason'), [
      [null, 'unknown', 'virtual-address'],
    ]);
  });

  it('P-7 takes the page of a shadow fault from where it is mapped', async () => {
    const trace = await vectorTrace(`
      0 c0 T0 EX 0 intr_info=0x80000b0e error_code=2   1 c0 T0 PF 0xffff888000001128 2
      2 c0 T0 kvm_mmu_set_spte gfn=0x77 spte=${WRITABLE} level=1   3 c0 T0 EN
    `);
    assert.deepEqual(told(toldFaults(trace), 'gpa', 'cause'), [[0x77128, 'cold']]);
  });

  it('V48 knows KSM by the thread that merged the page, and the copy by who broke it', async () => {
    const unmap = 'kvm_unmap_hva_range start=0x7f0000001000 end=0x7f0000002000';
    const gone = `kvm_tdp_mmu_spte_changed gfn=0x501 level=1 old_spte=${WRITABLE} new_spte=0`;
    const rounds = [0, 1, 2, 3].map((n) => {
      const at = n * 1000;
      return [
        `${at + 10} c5 W ${unmap}`,
        `${at + 11} c5 W ${gone}`,
        violation(at + 100, 'T0', 0x501008, '0x181', mapped(0x501, READ_ONLY)),
        violation(at + 200, 'T0', 0x501008, '0x1aa', unmap, gone, mapped(0x501)),
      ].join('\n');
    });
    const trace = await vectorTrace(
      [violation(0, 'T0', 0x501000, '0x182', mapped(0x501)), ...rounds].join('\n'),
    );
    const [, refault, copy] = toldFaults(trace);
    assert.deepEqual(told([refault!], 'cause', 'actor'), [['notifier-zap', tidOf('W')]]);
    assert.deepEqual(told([copy!], 'cause', 'reason'), [['ksm-cow', 'own-unmap']]);
    assert.deepEqual(conflictsOf(trace), []);
  });

  it('P-6 counts a store once that faults again until it is let through', async () => {
    const unmap = 'kvm_unmap_hva_range start=0x7f0000001000 end=0x7f0000002000';
    const trace = await vectorTrace(
      [
        violation(0, 'T0', 0x501000, '0x182', unmap, 'kvm_set_spte_hva hva=0x7f0000001000'),
        violation(10, 'T0', 0x501000, '0x182', mapped(0x501)),
      ].join('\n'),
    );
    assert.deepEqual(told(toldFaults(trace), 'cause', 'isRetry', 'repair'), [
      ['ksm-cow', false, 'none'],
      ['ksm-cow', true, 'mapped'],
    ]);
  });

  it('takes the next store of a loop for a store of its own, where the one before was refused', async () => {
    const refused = 'UX 0 -14';
    const trace = await vectorTrace(
      [0, 5000, 10_000].map((at) => violation(at, 'T0', 0x7008, '0x1aa', refused)).join('\n'),
    );
    assert.deepEqual(told(toldFaults(trace), 'cause', 'isRetry'), [
      ['userspace-protection', false],
      ['userspace-protection', false],
      ['userspace-protection', false],
    ]);
  });

  it('takes what user space unmaps for no copy of the thread’s own', async () => {
    const events = ['UX 0 -14', 'kvm_unmap_hva_range start=0x7f0000001000 end=0x7f0000002000'];
    const trace = await vectorTrace(violation(0, 'T0', 0x7008, '0x1aa', ...events));
    assert.deepEqual(told(toldFaults(trace), 'cause', 'isStore'), [['userspace-protection', true]]);
  });

  it('takes another address at the same instruction for another store', async () => {
    const trace = await vectorTrace(
      [0, 1, 2]
        .map((n) => violation(n * 20, 'T0', 0x7008 + n * 64, '0x1aa', 'UX 0 -14'))
        .join('\n'),
    );
    assert.ok(toldFaults(trace).every(({ isRetry }) => !isRetry));
  });

  it('takes a store for false sharing once another one woke a vCPU, though nobody mapped the page', async () => {
    const rounds = [0, 1, 2, 3].map(
      (n) =>
        `${violation(n * 100, 'T1', 0x5000048, '0x1aa', 'ACC 0 66')}\n${violation(n * 100 + 50, 'T1', 0x5000900, '0x1aa')}`,
    );
    const [conflict] = conflictsOf(await vectorTrace(`0 c0 T0 EN\n${rounds.join('\n')}`));
    assert.equal(conflict?.kind, 'mixed');
    assert.equal(conflict.falseFaults, 4);
  });

  it('is no surer that a store shares a page than how the page is shared', async () => {
    const stores = [0, 1, 2, 3].map((n) =>
      violation(n * 20, `T${n % 2}`, 0x7008, '0x1aa', 'UX 0 -14'),
    );
    const trace = await vectorTrace(stores.join('\n'));
    assert.equal(conflictsOf(trace)[0]?.confidence, 'weak');
    for (const { cause, confidence } of toldFaults(trace)) {
      assert.deepEqual([cause, confidence], ['sharing', 'weak']);
    }
  });

  it('is not sure of lines where nothing tells whether a store woke anybody', async () => {
    const stores = Array.from({ length: 20 }, (_, n) =>
      violation(n * 20, `T${n % 2}`, 0x7008, '0x1aa'),
    );
    const [conflict] = conflictsOf(await vectorTrace(stores.join('\n')));
    assert.equal(conflict?.kind, 'true-sharing');
    assert.equal(conflict.confidence, 'weak');
    assert.match(conflict.why, /whether a store woke anybody is not recorded/);
  });

  it('V49 takes a storm of refaults after an unmapped range for no ping-pong', async () => {
    const gfns = Array.from({ length: 64 }, (_, n) => 0x400 + n);
    const first = gfns.map((gfn, n) =>
      violation(n * 10, `T${n % 4}`, gfn * 4096, '0x182', mapped(gfn)),
    );
    const gone = `2000 c8 M kvm_tdp_mmu_spte_changed gfn=0x400 level=2 old_spte=${WRITABLE} new_spte=0`;
    const again = gfns.map((gfn, n) =>
      violation(3000 + n * 10, `T${(n + 1) % 4}`, gfn * 4096, '0x181', mapped(gfn)),
    );
    const trace = await vectorTrace([...first, gone, ...again].join('\n'));
    const late = toldFaults(trace).filter(({ at }) => at >= 3000);
    assert.equal(late.length, 64);
    assert.ok(late.every(({ cause, actor }) => cause === 'notifier-zap' && actor === tidOf('M')));
    assert.deepEqual(conflictsOf(trace), []);
  });

  it('V50 tells MMIO that an ioeventfd took from MMIO that user space did', async () => {
    const trace = await vectorTrace(`
      0 c0 T0 EX 49   1 c0 T0 kvm_fast_mmio gpa=0xfebf0000   2 c0 T0 EN
      10 c0 T0 EX 49   11 c0 T0 kvm_emulate_insn   12 c0 T0 kvm_mmio type=2 gpa=0xfebf0010
      13 c0 T0 UX 6 0   14 c0 T0 EN
      20 c0 T0 EX svm 0x400 info1=0xd info2=0xfebf0020   22 c0 T0 EN
    `);
    assert.deepEqual(told(toldFaults(trace), 'cause', 'repair', 'gpa'), [
      ['mmio', 'ioeventfd', 0xfebf0000],
      ['mmio', 'userspace', 0xfebf0010],
      ['mmio', 'emulated', 0xfebf0020],
    ]);
  });

  it('V51 knows a page that was not executable', async () => {
    const trace = await vectorTrace(violation(0, 'T0', 0x601000, '0x19c', mapped(0x601)));
    assert.deepEqual(told(toldFaults(trace), 'cause', 'isStore'), [['nx', false]]);
  });

  it('V52 counts no store where another vCPU’s fault had let it through', async () => {
    const trace = await vectorTrace(
      [
        violation(
          0,
          'T0',
          0x7008,
          '0x1aa',
          `fast_page_fault old_spte=${READ_ONLY} new_spte=${WRITABLE}`,
        ),
        violation(
          2,
          'T1',
          0x7010,
          '0x1aa',
          `fast_page_fault vcpu_id=1 old_spte=${WRITABLE} new_spte=${WRITABLE}`,
        ),
      ].join('\n'),
    );
    assert.deepEqual(told(toldFaults(trace), 'isStore', 'repair', 'cost'), [
      [true, 'fast', 5],
      [false, 'spurious', 5],
    ]);
  });

  it('V53 charges the exits that protecting a page forced, and no plain kick', async () => {
    const trace = await vectorTrace(`
      0 c1 T1 EX 48 info1=0x182   0.2 c1 T1 PF 0x7008 0x182
      1 c1 T1 kvm_tdp_mmu_spte_changed gfn=7 level=1 old_spte=${WRITABLE} new_spte=${READ_ONLY}
      2 c0 T0 EX 1 intr_info=0x800000fc   2.2 c2 T2 EX 1 intr_info=0x800000fb
      2.5 c3 T3 EX 1 intr_info=0x800000fd   3 c3 T3 EN   3.4 c2 T2 EN   3.8 c0 T0 EN   6 c1 T1 EN
    `);
    const { faults, directory } = trace.passes;
    const kicks = [...faults.kicks.all()].map(({ lane, gfn, kicks: count, costNs }) => [
      directory.bindings.all[faults.lanes[lane]!.binding]?.tid,
      gfn,
      count,
      costNs,
    ]);
    assert.deepEqual(kicks, [
      [tidOf('T2'), 7, 1, 1200],
      [tidOf('T0'), 7, 1, 1800],
    ]);
  });

  const waits = (at: number): string => `
    ${at} c0 T0 EX 39   ${at + 1} c0 T0 EN   ${at + 2} c0 T0 EX 36   ${at + 4} c0 T0 SO S
    ${at + 50} c0 T0 SI   ${at + 51} c0 T0 WK 40000 1   ${at + 52} c0 T0 EN
  `;

  it('V54 links a store to the vCPU that it wakes from its wait on the page', async () => {
    const rounds = [0, 1, 2, 3].map(
      (n) =>
        `${waits(n * 100)}\n${violation(n * 100 + 30, 'T1', 0x5000048, '0x1aa', 'WG T0', mapped(0x5000))}`,
    );
    const trace = await vectorTrace(rounds.join('\n'));
    assert.ok(toldFaults(trace).every(({ woke }) => woke === 0));
    assert.deepEqual(
      trace.periods.map(({ cause, sender }) => [cause, sender]),
      [0, 1, 2, 3].map(() => ['memory-write', 1]),
    );
    const [conflict] = conflictsOf(trace);
    assert.equal(conflict?.kind, 'true-sharing');
    assert.deepEqual(conflict.monitoredLines, [1]);
  });

  it('links a store to the vCPU that had stopped before it, whoever else was woken', async () => {
    const trace = await vectorTrace(`
      10 c0 T0 EX 12   11 c0 T0 SO S
      ${violation(30, 'T1', 0x5000048, '0x1aa', 'WG T0', 'WG T2', mapped(0x5000))}
      30.2 c2 T2 EX 12   30.3 c2 T2 SO S
    `);
    assert.deepEqual(told(toldFaults(trace), 'woke'), [[0]]);
  });

  it('V54 counts a store that wakes nobody while one waits as false sharing', async () => {
    const rounds = [0, 1, 2, 3].map(
      (n) =>
        `${waits(n * 100)}\n${violation(n * 100 + 20, 'T1', 0x5000900, '0x1aa', mapped(0x5000))}\n${violation(n * 100 + 30, 'T1', 0x5000048, '0x1aa', 'WG T0', mapped(0x5000))}`,
    );
    const [conflict] = conflictsOf(await vectorTrace(rounds.join('\n')));
    assert.equal(conflict?.kind, 'mixed');
    assert.equal(conflict.falseFaults, 4);
    assert.deepEqual(conflict.monitoredLines, [1]);
  });
});
