import assert from 'node:assert/strict';
import { pageSource } from '../../../src/queries/conflicts/PageSource';
import type { PageSource } from '../../../src/queries/conflicts/PageSource';
import { contestedPages } from '../../../src/queries/findings/contestedPages';
import { dirtyLogging } from '../../../src/queries/findings/dirtyLogging';
import { findingContext } from '../../../src/queries/findings/findingContext';
import type { Finder, FindingContext } from '../../../src/queries/findings/Finder';
import { refaults } from '../../../src/queries/findings/refaults';
import type { Finding } from '../../../src/protocol/Finding';
import { vectorTrace } from '../../support/idle/vectorTrace';

const READ_ONLY = '0x600000009cabb75';
const WRITABLE = '0x600000009cabb77';

/** A store into a page that forbids it, handled in 20 µs; `events` stand before the entry. */
function store(at: number, vcpu: number, gpa: number, ...events: readonly string[]): string {
  const on = `c${vcpu} T${vcpu}`;
  return [
    `${at} ${on} EX 48 info1=0x1aa`,
    `${at + 1} ${on} PF 0x${gpa.toString(16)} 0x1aa`,
    ...events.map((event, index) => `${at + 2 + index} ${on} ${event}`),
    `${at + 20} ${on} EN`,
  ].join('\n');
}

async function found(
  make: (context: FindingContext, pages: PageSource) => Finder,
  lines: readonly string[],
): Promise<readonly Finding[]> {
  const { source, table } = await vectorTrace(lines.join('\n'));
  const pages = pageSource(findingContext(source), table);
  const finder = make(pages.context, pages);
  for (const fault of pages.reader.walk()) finder.takeFault!(fault);
  return finder.found().map(({ finding }) => finding);
}

describe('findings of pages', () => {
  it('name a page whose lines two vCPUs do not share, and what it costs', async () => {
    const lines = Array.from({ length: 10 }, (_, n) => [
      store(n * 100, 0, 0x7008),
      store(n * 100 + 50, 1, 0x7800),
    ]).flat();
    const [finding, ...others] = await found(contestedPages, lines);
    assert.equal(others.length, 0);
    assert.equal(finding?.severity, 'warning');
    assert.match(finding.title, /share page 0x7000 of VM 0, but no line of it/);
    assert.match(
      finding.text,
      /vCPU 0 stores into line 0 \(10\) and vCPU 1 stores into line 32 \(10\)/,
    );
    assert.equal(finding.evidenceNs.length, 10);
    assert.deepEqual(
      finding.vcpus.map(({ vcpu }) => vcpu),
      [0, 1],
    );
  });

  it('count stores that woke nobody while a vCPU waited', async () => {
    const lines = Array.from({ length: 4 }, (_, n) => [
      store(10 + n * 200, 1, 0x7900, 'kvm_emulate_insn'),
      store(n * 200 + 60, 1, 0x7008, 'ACC 0 66'),
    ]).flat();
    const mapped = `
      0 c0 T0 EX 48 info1=0x181   1 c0 T0 PF 0x7000 0x181
      2 c0 T0 kvm_mmu_set_spte gfn=7 spte=${READ_ONLY} level=1   3 c0 T0 EN
    `;
    const [finding] = await found(contestedPages, [mapped, ...lines]);
    assert.match(finding!.title, /^50 % of the stores into page 0x7000/);
    assert.match(finding!.text, /vCPU 0 waits on line 0, .* 4 \(50 %\) are false sharing/);
  });

  it('say that dirty logging makes stores fault, and not that vCPUs share', async () => {
    const lines = Array.from({ length: 30 }, (_, n) =>
      store(
        n * 100,
        n % 2,
        0x7008,
        `fast_page_fault vcpu_id=${n % 2} old_spte=${READ_ONLY} new_spte=${WRITABLE}`,
      ),
    );
    const [finding] = await found(dirtyLogging, lines);
    assert.match(finding!.text, /^30 stores within .* faulted only to be logged, 20.0 µs each/);
    const [page] = await found(contestedPages, lines);
    assert.equal(page?.severity, 'info');
    assert.match(page.title, /fault again and again/);
  });

  it('name the thread that unmapped pages which fault again', async () => {
    const map = (gfn: number): string => `kvm_mmu_set_spte gfn=${gfn} spte=${WRITABLE} level=1`;
    const touch = (at: number, gfn: number): string =>
      `${at} c0 T0 EX 48 info1=0x182\n${at + 1} c0 T0 PF 0x${(gfn * 4096).toString(16)} 0x182\n${at + 2} c0 T0 ${map(gfn)}\n${at + 9} c0 T0 EN`;
    const gfns = Array.from({ length: 60 }, (_, n) => 100 + n);
    const [finding, ...others] = await found(refaults, [
      ...gfns.map((gfn, n) => touch(n * 10, gfn)),
      '700 c5 M kvm_mmu_zap_all_fast',
      ...gfns.map((gfn, n) => touch(800 + n * 10, gfn)),
    ]);
    assert.equal(others.length, 0);
    assert.match(finding!.title, /after thread 900 changed the memory slots/);
    assert.equal(finding!.id, 'refaults:900:memslot-change');
    assert.match(finding!.text, /^60 faults on pages that had been mapped before/);
  });

  it('say nothing of pages that fault once', async () => {
    const lines = ['0 c0 T0 EX 48 info1=0x182', '1 c0 T0 PF 0x7000 0x182', '9 c0 T0 EN'];
    for (const finder of [contestedPages, dirtyLogging, refaults]) {
      assert.deepEqual(await found(finder, lines), []);
    }
  });
});
