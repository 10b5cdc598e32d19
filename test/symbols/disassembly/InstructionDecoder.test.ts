import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { hexOfSigned } from '../../../src/base/signedAddress';
import { CodeBytes } from '../../../src/formats/elf/CodeBytes';
import type {
  CodeAt,
  InstructionDecoder,
} from '../../../src/symbols/disassembly/InstructionDecoder';
import {
  InstructionByte,
  loadInstructionDecoder,
} from '../../../src/symbols/disassembly/InstructionDecoder';
import { openElf, symbolFixture } from '../../support/symbols/openElf';
import { hasTool, toolText } from '../../support/symbols/toolText';

const guest = symbolFixture('lab-guest.elf');
const att = { syntax: 'att', bitness: 64 } as const;

let decoder: InstructionDecoder;

function code(text: string, address = 0x1000): CodeAt {
  return { address, bytes: Uint8Array.from(Buffer.from(text.replaceAll(' ', ''), 'hex')) };
}

function only(text: string, options: Parameters<InstructionDecoder['decode']>[1] = att) {
  const [instruction, ...others] = decoder.decode(code(text), options);
  assert.deepEqual(others, []);
  assert.ok(instruction);
  return instruction;
}

/** The whole `.text` of a program. */
async function textSection(file: string): Promise<CodeAt> {
  const elf = await openElf(file);
  const { address, bytes: size } = elf.sections.find(({ name }) => name === '.text')!;
  const bytes = new Uint8Array(size);
  assert.equal(new CodeBytes(elf).read(address, bytes), size);
  return { address, bytes };
}

/** Where instructions start, as `objdump -d` prints them. */
function startsByObjdump(text: string): string[] {
  return [...text.matchAll(/^ *([0-9a-f]+):\t/gm)].map(([, address]) => `0x${address!}`);
}

describe('InstructionDecoder', () => {
  before(async () => {
    decoder = await loadInstructionDecoder();
  });

  it('marks the bytes at which it would say that instructions start, and those a kernel may replace', async () => {
    const text = await textSection(guest);
    const marks = decoder.marks(text);
    const starts = decoder.decode(text, att).map(({ address }) => address - text.address);
    assert.deepEqual(
      [...marks.keys()].filter((at) => marks[at] === InstructionByte.first),
      starts,
    );
    const { first, inside, insideReplaced } = InstructionByte;
    const [call, move] = ['ff 15 00 00 00 00', '48 89 c8'];
    assert.deepEqual(
      [...decoder.marks(code(`${call} ${move}`))],
      [first, ...Array<number>(5).fill(insideReplaced), first, inside, inside],
    );
  });

  it('tells where instructions start, as objdump does, in the whole text of the lab guest', async () => {
    const listing = readFileSync(path.join(path.dirname(guest), 'lab-guest.objdump.txt'), 'utf8');
    const instructions = decoder.decode(await textSection(guest), att);
    assert.deepEqual(
      instructions.map(({ address }) => hexOfSigned(address)),
      startsByObjdump(listing),
    );
  });

  it('writes instructions as GNU tools do, or as the manuals do', () => {
    const bytes = '48 c7 44 24 18 78 56 34 12';
    assert.equal(only(bytes).text, 'movq $0x12345678, 0x18(%rsp)');
    const intel = only(bytes, { syntax: 'intel', bitness: 64 });
    assert.equal(intel.text, 'mov qword ptr [rsp+0x18], 0x12345678');
  });

  it('tells where direct calls and jumps lead, and operands addressed from RIP', () => {
    const high = -0x7f00_0000; // 0xffffffff81000000
    const targets = decoder
      .decode(code('e8 00 01 00 00 74 fe 48 8b 05 10 00 00 00 ff d0', high), att)
      .map(({ target }) => target && [target.kind, hexOfSigned(target.address)]);
    assert.deepEqual(targets, [
      ['call', '0xffffffff81000105'],
      ['jump', '0xffffffff81000005'],
      ['memory', '0xffffffff8100001e'],
      undefined,
    ]);
  });

  for (const [name, bytes, found] of [
    ['an operand', '49 c7 c2 c0 60 a0 82', ['address', '0xffffffff82a060c0']],
    ['an operand of 8 bytes', '48 b8 c0 60 a0 82 ff ff ff ff', ['address', '0xffffffff82a060c0']],
    ['a table', '4a 03 1c e5 60 cb 41 82', ['memory', '0xffffffff8241cb60']],
    ['a place for calls', 'ff 14 c5 60 cb 41 82', ['memory', '0xffffffff8241cb60']],
    ['no number of 32 bits', 'bb c0 60 a0 82', undefined],
    ['no number of the lower half', '48 c7 c0 c0 60 a0 02', undefined],
    ['no variable of the CPU', '65 48 8b 04 25 80 fb 41 82', undefined],
  ] as const) {
    it(`finds addresses of the upper half that stand in code: ${name}`, () => {
      const { absolute } = only(bytes);
      assert.deepEqual(absolute && [absolute.kind, hexOfSigned(absolute.address)], found);
    });
  }

  it('tells variables of the CPU from other memory', () => {
    const { target } = only('65 8b 05 10 00 00 00');
    assert.deepEqual(target, { kind: 'per-cpu', address: 0x1017 });
  });

  for (const [name, bytes] of [
    ['hlt', 'f4'],
    ['mwait', '0f 01 c9'],
    ['monitor', '0f 01 c8'],
    ['pause', 'f3 90'],
    ['cpuid', '0f a2'],
    ['rdmsr', '0f 32'],
    ['wrmsr', '0f 30'],
    ['vmcall', '0f 01 c1'],
    ['vmmcall', '0f 01 d9'],
    ['in', 'ec'],
    ['out', 'e6 80'],
    ['rep outsb', 'f3 6e'],
    ['xsetbv', '0f 01 d1'],
    ['a move to CR4', '0f 22 e0'],
    ['a move from DR7', '0f 21 f8'],
  ] as const) {
    it(`knows that ${name} may leave the guest`, () => {
      assert.equal(only(bytes).mayExit, true);
    });
  }

  it('knows that an ordinary move does not leave the guest by itself', () => {
    assert.equal(only('48 89 c3').mayExit, false);
    assert.equal(only('90').mayExit, false);
  });

  it('decodes what KVM emulates in real mode', () => {
    // kvm_emulate_insn: f000:fff0: ea 5b e0 00 f0 (real)
    const jump = only('ea 5b e0 00 f0', { syntax: 'intel', bitness: 16 });
    assert.equal(jump.text, 'jmp far 0xe05b, 0xf000');
  });

  it('makes one bad instruction of each byte that starts none, and goes on behind it', () => {
    const listed = decoder.decode(code('06 06 f4 48'), att);
    assert.deepEqual(
      listed.map(({ address, text, bytes }) => [address, text, bytes.length]),
      [
        [0x1000, '(bad)', 1],
        [0x1001, '(bad)', 1],
        [0x1002, 'hlt', 1],
        [0x1003, '(bad)', 1],
      ],
    );
  });

  it('covers any bytes without gap or overlap', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 200 }),
        fc.constantFrom(16 as const, 32 as const, 64 as const),
        (bytes, bitness) => {
          let next = -0x1000;
          const listed = decoder.decode({ address: next, bytes }, { syntax: 'intel', bitness });
          for (const { address, bytes: own } of listed) {
            assert.equal(address, next);
            next += own.length;
          }
          assert.equal(next, bytes.length - 0x1000);
        },
      ),
    );
  });

  if (!hasTool('objdump')) return;

  it('tells where instructions start, as objdump does, in the whole text of a program of this machine', async function () {
    this.timeout(60_000);
    const program = '/usr/bin/objdump';
    const listing = toolText('objdump', ['-dw', '-j', '.text', '--disassemble-zeroes', program]);
    const instructions = decoder.decode(await textSection(program), att);
    assert.ok(instructions.length > 1000);
    assert.deepEqual(
      instructions.map(({ address }) => hexOfSigned(address)),
      startsByObjdump(listing),
    );
  });
});
