import assert from 'node:assert/strict';
import { OpenTrace } from '../../../src/engine/OpenTrace';
import { idlePasses } from '../../../src/engine/passes';
import { readThrough } from '../../../src/engine/readThrough';
import { nodeDecompressor } from '../../../src/engine/node/nodeDecompressor';
import { memorySource } from '../../../src/formats/memorySource';
import { TraceDatRecording } from '../../../src/ingest/tracedat/TraceDatRecording';
import { conflictParameters } from '../../../src/queries/conflicts/ConflictParameters';
import { pageConflicts } from '../../../src/queries/conflicts/pageConflicts';
import { pageFaultCauses } from '../../../src/queries/conflicts/pageFaultCauses';
import type { PageConflict } from '../../../src/queries/conflicts/pageConflicts';
import { fixtureBytes, sourcesOf } from '../../support/openTrace';
import { traceText } from '../../support/traceText';

const STORE = '0x1aa';
const FIRST_WRITE = '0x182';

/** A fault of a vCPU's thread: `extra` lines stand between kvm_page_fault and the next entry. */
function fault(
  atNs: number,
  vcpu: number,
  gpa: number,
  code = STORE,
  extra: readonly string[] = [],
): string {
  const thread = `cpu${vcpu} ${100 + vcpu}`;
  return [
    `${atNs} ${thread} kvm_exit exit_reason=48 isa=1 vcpu_id=${vcpu}`,
    `${atNs + 10} ${thread} kvm_page_fault vcpu_id=${vcpu} fault_address=${gpa} error_code=${code}`,
    ...extra.map((line, index) => `${atNs + 20 + index} ${thread} ${line}`),
    `${atNs + 100} ${thread} kvm_entry vcpu_id=${vcpu}`,
  ].join('\n');
}

async function analysed(bytes: Uint8Array) {
  const source = memorySource('made.trace.dat', bytes);
  const decompressor = await nodeDecompressor();
  const recording = new TraceDatRecording({ source, decompressor, tscKhz: undefined });
  const trace = new OpenTrace({ blocks: 'kept', open: sourcesOf(recording) });
  const { faults, directory, idle } = readThrough(trace, idlePasses(trace, 0));
  const refs = directory.refs();
  const conflicts = pageConflicts(faults, refs, conflictParameters(idle));
  return { conflicts, causes: pageFaultCauses(faults, refs, conflicts) };
}

async function conflictsOf(lines: readonly string[]): Promise<readonly PageConflict[]> {
  return (await analysed(traceText(lines.join('\n')))).conflicts;
}

describe('pageConflicts', () => {
  it('tells false sharing by writers of different lines', async () => {
    const lines = [0, 1, 2].flatMap((n) => [
      fault(n * 1000, 0, 0x7008),
      fault(n * 1000 + 500, 1, 0x7800),
    ]);
    const [conflict, ...others] = await conflictsOf(lines);
    assert.equal(others.length, 0);
    assert.equal(conflict?.kind, 'false-sharing');
    assert.equal(conflict.gpa, 0x7000);
    assert.equal(conflict.costNs, 600);
    assert.deepEqual(conflict.writers, [
      { vcpu: 0, faults: 3, lines: [0] },
      { vcpu: 1, faults: 3, lines: [32] },
    ]);
  });

  it('tells true sharing by writers of one line', async () => {
    const lines = [0, 1, 2].flatMap((n) => [
      fault(n * 1000, 0, 0x7008),
      fault(n * 1000 + 500, 1, 0x7010),
    ]);
    assert.equal((await conflictsOf(lines))[0]?.kind, 'true-sharing');
  });

  it('is not sure of lines that too few faults touched', async () => {
    const lines = [0, 1].flatMap((n) => [
      fault(n * 1000, 0, 0x7008),
      fault(n * 1000 + 500, 1, 0x7800),
    ]);
    const [conflict] = await conflictsOf(lines);
    assert.equal(conflict?.kind, 'false-sharing');
    assert.equal(conflict.confidence, 'weak');
    assert.match(conflict.why, /by 2 of the 3 stores/);
  });

  it('takes no page for contested that one vCPU alone writes to nobody’s wake', async () => {
    const lines = [0, 1, 2, 3, 4, 5].map((n) => fault(n * 1000, 0, 0x7008));
    assert.deepEqual(await conflictsOf(lines), []);
  });

  it('takes first writes for no conflict, however many vCPUs make them', async () => {
    const lines = [0, 1, 2].flatMap((n) => [
      fault(n * 1000, 0, 0x7008, FIRST_WRITE),
      fault(n * 1000 + 500, 1, 0x7800, FIRST_WRITE),
    ]);
    assert.deepEqual(await conflictsOf(lines), []);
  });

  it('tells true sharing of a single writer by the vCPU that its faults wake', async () => {
    const wake = ['kvm_apic_accept_irq apicid=1 vec=66'];
    const lines = [0, 1, 2, 3].map((n) => fault(n * 1000, 0, 0x7040, STORE, wake));
    const [conflict] = await conflictsOf(lines);
    assert.equal(conflict?.kind, 'true-sharing');
    assert.deepEqual(conflict.waiters, [1]);
    assert.equal(conflict.trueFaults, 4);
  });

  it('counts stores into a contested page under sharing, and others under their own cause', async () => {
    const refused = ['kvm_userspace_exit reason=0 errno=-14'];
    const lines = [
      ...[0, 1, 2].flatMap((n) => [fault(n * 1000, 0, 0x7008), fault(n * 1000 + 500, 1, 0x7800)]),
      fault(9000, 0, 0x9000, STORE, refused),
    ];
    const { causes } = await analysed(traceText(lines.join('\n')));
    assert.deepEqual(
      causes.filter(({ faults }) => faults > 0).map(({ cause, faults }) => [cause, faults]),
      [
        ['sharing', 6],
        ['userspace-protection', 1],
      ],
    );
  });

  it('counts every fault by its cause', async () => {
    const { conflicts, causes } = await analysed(fixtureBytes('vmx-page-true-sharing'));
    assert.equal(conflicts.length, 1);
    const [{ kind, faults, writers }] = conflicts as [PageConflict];
    assert.equal(kind, 'true-sharing');
    assert.equal(faults, 30);
    assert.deepEqual(
      writers.map(({ vcpu }) => vcpu),
      [1],
    );
    assert.equal(causes.find(({ cause }) => cause === 'sharing')?.faults, 30);
  });
});
