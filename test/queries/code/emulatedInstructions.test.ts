import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { hexOfSigned } from '../../../src/base/signedAddress';
import { eventAccess } from '../../../src/engine/eventAccess';
import { emulatedInstructions } from '../../../src/queries/code/emulatedInstructions';
import type { AddressRange } from '../../../src/queries/code/emulatedInstructions';
import { idleTracepoints } from '../../support/idle/tracepoints';
import { eventRecords, openedTable } from '../../support/openTable';
import type { ReadTrace } from '../../support/openTable';
import { fixtureBytes, openedTrace } from '../../support/openTrace';
import { eventsOfText, writtenTrace } from '../../support/traceText';

const tracepoints = idleTracepoints('X4');
const EVERYWHERE = { from: -Infinity, to: Infinity };

/** A made recording; `mode` is the field `flags`, which as a name is that of `common_flags`. */
function madeTrace(text: string): ReturnType<typeof openedTrace> {
  const events = eventsOfText(text).map((event) => {
    const { mode = 0, ...fields } = event.fields;
    return { ...event, fields: { ...fields, flags: mode } };
  });
  return openedTrace(writtenTrace(events, { tracepoints }));
}

/** `address bitness: bytes, count`. */
function instructionsOf(trace: ReadTrace, vm = 0, range: AddressRange = EVERYWHERE): string[] {
  const steps = emulatedInstructions(eventAccess(trace, trace.passes), vm, range);
  let step = steps.next();
  while (step.done !== true) step = steps.next();
  return step.value.map(
    ({ address, bytes, bitness, count }) =>
      `${hexOfSigned(address)} ${bitness}: ${Buffer.from(bytes).toString('hex')}, ${count}`,
  );
}

/** The same by the fields of every single record. */
function recorded(trace: ReadTrace, vm: number): string[] {
  const counts = new Map<string, number>();
  for (const record of eventRecords(trace)) {
    if (record['event'] !== 'kvm_emulate_insn' || record['vm'] !== vm) continue;
    const code = (record['insn'] as readonly number[]).slice(0, record['len'] as number);
    const key = `${record['rip'] as string} 64: ${Buffer.from(code).toString('hex')}`;
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return [...counts].map(([key, count]) => `${key}, ${count}`);
}

describe('emulatedInstructions', () => {
  for (const name of ['svm-hlt-ipi.zlib', 'vmx-page-true-sharing', 'vmx-two-vms']) {
    it(`finds those of ${name} as its records have them`, async () => {
      const trace = await openedTrace(fixtureBytes(name));
      trace.directory.vms.forEach((_, vm) => {
        const found = instructionsOf(trace, vm);
        assert.ok(found.length > 0);
        assert.deepEqual(found.toSorted(), recorded(trace, vm).toSorted());
      });
    });
  }

  it('has as many bytes of each as were decoded', async () => {
    const trace = await openedTrace(fixtureBytes('svm-hlt-ipi.zlib'));
    assert.deepEqual(instructionsOf(trace), [
      '0x10000a 64: f4, 200',
      '0x1000cc 64: 0f30, 200',
      '0x100131 64: 0f30, 8',
      '0x10015a 64: 0f30, 200',
      '0x100c29 64: c70239000000, 1',
      '0x100c34 64: c70000000000, 1',
      '0x100c3a 64: c70238000000, 1',
      '0x100c40 64: c70041000000, 1',
    ]);
  });

  it('finds them in a text', () => {
    const file = path.join(__dirname, '../../fixtures/texts/svm-mwait-nop.lost.report.txt');
    const found = instructionsOf(openedTable(readFileSync(file)));
    assert.ok(found.some((words) => words === '0x10001c 64: 0f01c8, 6'));
  });

  it('leaves out other addresses, other VMs and the failure of an emulation that began', async () => {
    const insn = 'len=1 insn=0xf4 mode=9';
    const text = `
      100 cpu0 100 kvm_entry vcpu_id=0
      110 cpu0 100 kvm_emulate_insn rip=0x1000 ${insn} failed=0
      120 cpu0 100 kvm_emulate_insn rip=0x1000 ${insn} failed=1
      130 cpu0 100 kvm_emulate_insn rip=0x1010 ${insn} failed=0
      140 cpu1 999 kvm_emulate_insn rip=0x1000 ${insn} failed=0
    `;
    const trace = await madeTrace(text);
    assert.deepEqual(instructionsOf(trace, 0, { from: 0x1000, to: 0x1010 }), ['0x1000 64: f4, 1']);
    assert.deepEqual(instructionsOf(trace, 1), []);
  });

  it('adds the base of the code segment, and tells the width of the code', async () => {
    const text = `
      100 cpu0 100 kvm_entry vcpu_id=0
      110 cpu0 100 kvm_emulate_insn rip=0xe05b csbase=0xf0000 len=1 insn=0xf4 mode=0 failed=0
      120 cpu0 100 kvm_emulate_insn rip=0xc0100000 csbase=0 len=1 insn=0xf4 mode=5 failed=0
      130 cpu0 100 kvm_emulate_insn rip=0xffffffff81000000 csbase=0 len=1 insn=0xf4 mode=9 failed=0
      140 cpu0 100 kvm_emulate_insn rip=0xffffffff81000000 csbase=0 len=2 insn=0xe6 mode=9 failed=0
      150 cpu0 100 kvm_emulate_insn rip=0xffffffff81000000 csbase=0 len=2 insn=0xe6 mode=9 failed=0
    `;
    const trace = await madeTrace(text);
    assert.deepEqual(instructionsOf(trace), [
      '0xffffffff81000000 64: e600, 2',
      '0xffffffff81000000 64: f4, 1',
      '0xfe05b 16: f4, 1',
      '0xc0100000 32: f4, 1',
    ]);
  });

  it('knows more of them than a function has, and pauses meanwhile', async () => {
    const insn = 'len=1 insn=0xf4 mode=9 failed=0';
    const events = Array.from(
      { length: 5000 },
      (_, at) =>
        `${101 + at} cpu0 100 kvm_emulate_insn rip=0x${(0x1000 + at).toString(16)} ${insn}`,
    );
    const trace = await madeTrace(['100 cpu0 100 kvm_entry vcpu_id=0', ...events].join('\n'));
    const steps = emulatedInstructions(eventAccess(trace, trace.passes), 0, EVERYWHERE);
    let pauses = 0;
    while (steps.next().done !== true) pauses++;

    assert.ok(pauses > trace.table.blocks.length);
    assert.equal(instructionsOf(trace).length, 5000);
  });

  it('keeps few of the many that stood at one address', async () => {
    const events = Array.from(
      { length: 300 },
      (_, at) =>
        `${101 + at} cpu0 100 kvm_emulate_insn rip=0x1000 len=2 insn=0x${(0x1000 + at).toString(16)} mode=9 failed=0`,
    );
    const trace = await madeTrace(['100 cpu0 100 kvm_entry vcpu_id=0', ...events].join('\n'));

    assert.equal(instructionsOf(trace).length, 16);
  });

  it('pauses after a block, and looks at none without such an event', async () => {
    const entries = Array.from({ length: 40_000 }, (_, at) => `${at} cpu0 100 kvm_entry vcpu_id=0`);
    const last = '50000 cpu0 100 kvm_emulate_insn rip=0x1000 len=1 insn=0xf4 mode=9 failed=0';
    const text = [...entries, last].join('\n');
    const trace = await madeTrace(text);
    const steps = emulatedInstructions(eventAccess(trace, trace.passes), 0, EVERYWHERE);
    assert.equal(trace.table.blocks.length, 2);
    assert.equal(steps.next().done, false);
    assert.equal(steps.next().done, true);
  });
});
