import assert from 'node:assert/strict';
import type { OutlineNode } from '../../../src/lines/outline/OutlineNode';
import { outlineText } from '../../../src/lines/outline/outlineText';
import { atOnce } from '../../support/atOnce';
import { excerptText } from '../../support/excerptText';
import { madeLines, reportLines } from '../../support/madeLines';

async function outlineOf(texts: readonly string[]): Promise<readonly OutlineNode[]> {
  return (await outlineText(madeLines(texts), atOnce()))!;
}

/** The tree as indented lines: `name: detail @line`. */
function drawn(nodes: readonly OutlineNode[], depth = 0): string[] {
  return nodes.flatMap(({ name, detail, line, children }) => [
    `${'  '.repeat(depth)}${name}${detail === '' ? '' : `: ${detail}`} @${line}`,
    ...drawn(children, depth + 1),
  ]);
}

describe('outlineText', () => {
  it('leads from vCPUs over reasons to single exits', async () => {
    const nodes = await outlineOf(
      reportLines(`
        1.000000 0 kvm_entry: vcpu 0 rip 0x1
        1.000010 0 kvm_exit: reason HLT rip 0x1 info 0 0
        1.000020 1 kvm_exit: reason EPT_VIOLATION rip 0x1 info 182 0
        1.000035 1 kvm_entry: vcpu 1 rip 0x1
        1.002010 0 kvm_entry: vcpu 0 rip 0x2
        1.002020 0 kvm_exit: reason HLT rip 0x1 info 0 0
      `),
    );

    assert.deepEqual(drawn(nodes), [
      'vCPU 0 · CPU 0/KVM-231: 2 exits @0',
      '  HLT (12): 2 exits, 2.000 ms exit → entry of 1 @1',
      '    2.000 ms: at 1.000010, entry in line 5 @1',
      'vCPU 1 · CPU 1/KVM-232: 1 exit @2',
      '  EPT_VIOLATION (48): 1 exit, 15 µs exit → entry @2',
      '    15 µs: at 1.000020, entry in line 4 @2',
    ]);
  });

  it('counts the exits of a real report as the dialects agree', async () => {
    for (const dialect of ['report', 'report-N', 'report-R']) {
      const nodes = await outlineOf(excerptText(`vmx-hlt-ipi.${dialect}`));
      assert.deepEqual(
        nodes.map(({ name, detail }) => `${name}: ${detail}`),
        ['vCPU 0 · CPU 0/KVM-231: 6 exits', 'vCPU 1 · CPU 1/KVM-232: 6 exits'],
        dialect,
      );
    }
  });

  it('puts vCPUs under the process that the lines name', async () => {
    const nodes = await outlineOf([
      ' CPU 0/KVM 500/501 [000]  1.000001: kvm:kvm_entry: vcpu 0, rip 0x1',
      ' CPU 1/KVM 500/502 [001]  1.000002: kvm:kvm_entry: vcpu 1, rip 0x1',
      ' CPU 0/KVM 600/601 [002]  1.000003: kvm:kvm_entry: vcpu 0, rip 0x1',
    ]);
    assert.deepEqual(drawn(nodes), [
      'VM of process 500: 2 vCPUs @0',
      '  vCPU 0 · CPU 0/KVM-501: 0 exits @0',
      '  vCPU 1 · CPU 1/KVM-502: 0 exits @1',
      'VM of process 600: 1 vCPU @2',
      '  vCPU 0 · CPU 0/KVM-601: 0 exits @2',
    ]);
  });

  it('times no exit across a loss of events, and lists the losses', async () => {
    const [vcpu, lost] = await outlineOf(
      reportLines(`
        1.000010 0 kvm_exit: reason HLT rip 0x1 info 0 0
        CPU:1 [12 EVENTS DROPPED]
        1.002010 0 kvm_entry: vcpu 0 rip 0x2
      `),
    );
    assert.deepEqual(drawn([vcpu!]), [
      'vCPU 0 · CPU 0/KVM-231: 1 exit @0',
      '  HLT (12): 1 exit @0',
    ]);
    assert.deepEqual(drawn([lost!]), [
      'Lost events: 1 place @1',
      '  12 events lost on host CPU 1 @1',
    ]);
  });

  it('times nothing where times go back, and says where', async () => {
    const nodes = await outlineOf(
      reportLines(`
        0.000000 0 kvm_exit: reason HLT rip 0x1 info 0 0
        0.000015 0 kvm_entry: vcpu 0 rip 0x2
        0.000002 0 kvm_exit: reason HLT rip 0x1 info 0 0
      `),
    );
    assert.deepEqual(drawn(nodes), [
      'vCPU 0 · CPU 0/KVM-231: 2 exits @0',
      '  HLT (12): 2 exits @0',
      'No durations: from this line on times go back @2',
    ]);
  });

  it('lists threads where no line shows a vCPU', async () => {
    const nodes = await outlineOf(
      reportLines('1.000010 0 kvm_fpu: load\n1.000020 0 kvm_fpu: unload'),
    );
    assert.deepEqual(drawn(nodes), ['CPU 0/KVM-231: 2 events @0']);
  });

  it('keeps the longest exits of a reason, and says how many there are', async () => {
    const texts = Array.from({ length: 50 }, (_, index) => index).flatMap((index) =>
      reportLines(
        `${index + 1}.000000 0 kvm_exit: reason HLT rip 0x1 info 0 0\n${index + 1}.0000${10 + index} 0 kvm_entry: vcpu 0`,
      ),
    );
    const [vcpu] = await outlineOf(texts);
    const hlt = vcpu!.children[0]!;
    assert.match(hlt.detail, /^50 exits, .*, the longest 20 below$/);
    assert.deepEqual(
      hlt.children.map(({ name }) => name),
      Array.from({ length: 20 }, (_, index) => `${40 + index} µs`),
    );
  });

  it('stops at its limit of lines, and says so', async () => {
    const lines = madeLines(
      new Array<string>(10_000).fill(reportLines('1.000000 0 kvm_fpu: load')[0]!),
    );
    const nodes = (await outlineText(lines, atOnce(), 5000))!;
    assert.deepEqual(drawn(nodes), [
      'CPU 0/KVM-231: 5,000 events @0',
      'Lines from 5,001 on are not outlined @5000',
    ]);
  });

  it('ends without a result when it is cancelled', async () => {
    const pace = { ...atOnce(), isCancelled: () => true };
    assert.equal(await outlineText(madeLines(['cpus=1']), pace), undefined);
  });

  it('reads each line of 50 MB once, gives way all the time, and stays small', async function () {
    this.timeout(30_000);
    const texts = excerptText('vmx-hlt-ipi.report');
    const lineCount = Math.ceil(50e6 / (texts.join('\n').length / texts.length));
    const pace = atOnce();
    let reads = 0;
    const text = (line: number): string => {
      reads++;
      return texts[line % texts.length]!;
    };

    const nodes = (await outlineText({ count: lineCount, text }, pace))!;

    assert.ok(lineCount > 450_000);
    // The first lines are read twice: for how the text prints numbers.
    assert.ok(reads <= lineCount + 500);
    assert.ok(pace.breaths >= Math.floor(lineCount / 1024));
    assert.ok(drawn(nodes).length < 300);
  });
});
