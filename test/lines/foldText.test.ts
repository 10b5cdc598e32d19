import assert from 'node:assert/strict';
import fc from 'fast-check';
import { foldText } from '../../src/lines/foldText';
import type { Fold } from '../../src/lines/TextFolds';
import { atOnce } from '../support/atOnce';
import { excerptText } from '../support/excerptText';
import { madeLines, reportLines } from '../support/madeLines';

async function foldsOf(texts: readonly string[]): Promise<readonly Fold[]> {
  return (await foldText(madeLines(texts), atOnce()))!;
}

const drawn = (folds: readonly Fold[]): string[] =>
  folds.map(({ start, end, kind }) => `${kind} ${start}-${end}`);

describe('foldText', () => {
  it('folds the way from an exit to its entry, and the run of one vCPU', async () => {
    const folds = await foldsOf(
      reportLines(`
        1.000001 0 kvm_entry: vcpu 0 rip 0x1
        1.000002 0 kvm_exit: reason EPT_VIOLATION rip 0x1 info 182 0
        1.000003 0 kvm_page_fault: address 1000 error_code 182
        1.000004 0 kvm_entry: vcpu 0 rip 0x1
        1.000005 0 kvm_exit: reason MSR_WRITE rip 0x1 info 0 0
        1.000006 0 kvm_entry: vcpu 0 rip 0x1
        1.000007 1 kvm_entry: vcpu 1 rip 0x1
      `),
    );
    assert.deepEqual(drawn(folds), ['run 0-5', 'exit 1-3', 'exit 4-5']);
  });

  it('hides no line of another vCPU, but of threads that are none', async () => {
    const folds = await foldsOf(
      reportLines(`
        1.000001 0 kvm_exit: reason HLT rip 0x1 info 0 0
        1.000002 1 kvm_entry: vcpu 1 rip 0x1
        1.000003 0 kvm_entry: vcpu 0 rip 0x1
        1.000004 0 kvm_exit: reason HLT rip 0x1 info 0 0
        1.000005 9 sched_waking: comm=CPU 0/KVM pid=231 prio=120 target_cpu=000
        1.000006 0 kvm_entry: vcpu 0 rip 0x1
      `),
    );
    assert.deepEqual(drawn(folds), ['exit 3-5']);
  });

  it('folds nothing across a loss of events', async () => {
    const folds = await foldsOf(
      reportLines(`
        1.000001 0 kvm_exit: reason HLT rip 0x1 info 0 0
        CPU:0 [LOST 12 EVENTS]
        1.000003 0 kvm_entry: vcpu 0 rip 0x1
      `),
    );
    assert.deepEqual(folds, []);
  });

  it('folds the head of a text, and call chains under their event', async () => {
    const folds = await foldsOf([
      '# tracer: nop',
      '#',
      ' CPU 0/KVM 231 [000]  1.000001: kvm:kvm_fpu: load',
      '\tffffffff812c628c kvm_load_guest_fpu+0x1c ([kernel.kallsyms])',
      '\tffffffff812c628c kvm_arch_vcpu_ioctl_run+0x1c ([kernel.kallsyms])',
      '',
      ' CPU 0/KVM 231 [000]  1.000002: kvm:kvm_fpu: unload',
    ]);
    assert.deepEqual(drawn(folds), ['head 0-1', 'call-chain 2-4']);
  });

  it('nests its folds, whatever the order of the lines', async () => {
    const lines = excerptText('vmx-hlt-ipi.report');
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.constantFrom(...lines, 'CPU:0 [EVENTS DROPPED]', '# head', ''), {
          maxLength: 200,
        }),
        async (texts) => {
          const open: number[] = [];
          for (const { start, end } of await foldsOf(texts)) {
            while (open.length > 0 && open.at(-1)! < start) open.pop();
            assert.ok(start < end && end < texts.length);
            assert.ok(open.length === 0 || end <= open.at(-1)!);
            open.push(end);
          }
        },
      ),
      { numRuns: 50 },
    );
  });

  it('ends without a result when it is cancelled', async () => {
    const pace = { ...atOnce(), isCancelled: () => true };
    assert.equal(await foldText(madeLines(['cpus=1']), pace), undefined);
  });
});
