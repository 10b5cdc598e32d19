import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { eventAccess } from '../../src/engine/eventAccess';
import { blockOfRow } from '../../src/events/fields';
import { CodeBytes } from '../../src/formats/elf/CodeBytes';
import { eventRecord } from '../../src/queries/eventRecord';
import type { EventRecord } from '../../src/queries/eventRecord';
import { openDebugLines } from '../../src/symbols/debugLines';
import { emulatedBitness } from '../../src/symbols/disassembly/emulatedBitness';
import type { InstructionDecoder } from '../../src/symbols/disassembly/InstructionDecoder';
import { loadInstructionDecoder } from '../../src/symbols/disassembly/InstructionDecoder';
import type { LineTable } from '../../src/symbols/LineTable';
import { fixtureBytes, openedTrace } from '../support/openTrace';
import { openElf, symbolFixture } from '../support/symbols/openElf';

const assembly = readFileSync(symbolFixture('lab-guest/guest.S'), 'utf8').split('\n');

let decoder: InstructionDecoder;
let lines: LineTable;
let code: CodeBytes;

async function recordsOf(name: string): Promise<EventRecord[]> {
  const trace = await openedTrace(fixtureBytes(name));
  const access = eventAccess(trace, trace.passes);
  return Array.from({ length: trace.table.length }, (_, row) => {
    const { block, at } = blockOfRow(trace.table, row);
    return eventRecord(access, block, at);
  });
}

/** The first instruction at an address, from the guest's image. */
function instructionAt(address: number): string | undefined {
  const bytes = new Uint8Array(15);
  const known = code.read(address, bytes);
  const at = { address, bytes: bytes.subarray(0, known) };
  return decoder.decode(at, { syntax: 'att', bitness: 64 })[0]?.text;
}

describe('exits of the lab guest', () => {
  before(async () => {
    const elf = await openElf(symbolFixture('lab-guest.elf'));
    decoder = await loadInstructionDecoder();
    lines = openDebugLines(elf)!;
    code = new CodeBytes(elf);
  });

  for (const [recording, reason, mnemonic] of [
    ['vmx-hlt-ipi', 'HLT', 'hlt'],
    ['svm-hlt-ipi.zlib', 'hlt', 'hlt'],
    ['vmx-lost-events', 'MWAIT_INSTRUCTION', 'mwait'],
    ['vmx-lost-events', 'MONITOR_INSTRUCTION', 'monitor'],
  ] as const) {
    it(`of ${recording} for ${reason} land on their instruction and its source line`, async () => {
      const exits = (await recordsOf(recording)).filter((event) => event.reason === reason);
      assert.ok(exits.length > 50, `${exits.length} exits`);
      for (const { guest_rip } of exits) {
        const rip = Number(guest_rip);
        assert.match(instructionAt(rip) ?? '', new RegExp(`^${mnemonic}\\b`));
        const [frame] = lines.frames(rip);
        assert.equal(frame?.file, '/src/idlelab/guest/guest.S');
        assert.match(assembly[frame.line! - 1]!, new RegExp(`\\b${mnemonic}\\b`));
      }
    });
  }

  it('land on the store where a vCPU writes to a protected page', async () => {
    const events = await recordsOf('vmx-page-true-sharing');
    const writes = events.filter(
      ({ reason, info1 }) => reason === 'EPT_VIOLATION' && (Number(info1) & 0x3a) === 0x2a,
    );
    const stores = new Set(
      writes.map(({ guest_rip }) => {
        const [frame] = lines.frames(Number(guest_rip));
        return `${instructionAt(Number(guest_rip))!} | ${assembly[frame!.line! - 1]!}`;
      }),
    );
    assert.deepEqual([...stores], ['mov %rsi, (%rdi) | rip_store_mon: mov %rsi,(%rdi)']);
  });

  it('have the same instruction in the bytes that KVM emulates as in the image', async () => {
    const emulated = (await recordsOf('vmx-hlt-ipi')).filter(
      ({ event }) => event === 'kvm_emulate_insn',
    );
    assert.ok(emulated.length > 0);
    for (const { rip, insn, flags } of emulated) {
      const address = Number(rip);
      const bytes = Uint8Array.from(insn as number[]);
      const bitness = emulatedBitness(Number(flags));
      const [first] = decoder.decode({ address, bytes }, { syntax: 'att', bitness });
      assert.equal(first?.text, instructionAt(address));
    }
  });
});

describe('emulatedBitness', () => {
  it('tells the width of the code from the flags of kvm_emulate_insn', () => {
    assert.deepEqual([0, 1, 2, 5, 9].map(emulatedBitness), [16, 16, 16, 32, 64]);
  });
});
