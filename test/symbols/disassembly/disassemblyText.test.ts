import assert from 'node:assert/strict';
import { disassemblyText } from '../../../src/symbols/disassembly/disassemblyText';
import type { Instruction } from '../../../src/symbols/disassembly/Instruction';
import { loadInstructionDecoder } from '../../../src/symbols/disassembly/InstructionDecoder';
import { withOpenPlaces } from '../../../src/symbols/disassembly/withOpenPlaces';
import { withOperandPlaces } from '../../../src/symbols/disassembly/withOperandPlaces';
import type { SourceFrame } from '../../../src/symbols/LineTable';

/** 0xffffffff81000000 */
const START = -0x7f00_0000;

function frame(name: string, file: string, line: number): SourceFrame {
  return { function: name, file, line, column: undefined };
}

const idle = frame('default_idle', 'kernel/process.c', 711);
const halt = frame('native_safe_halt', 'include/irqflags.h', 51);

/** nop; sti; hlt; call +0x100; ret, of which the two in the middle are inlined. */
async function instructions(): Promise<Instruction[]> {
  const decoder = await loadInstructionDecoder();
  const bytes = Uint8Array.of(0x90, 0xfb, 0xf4, 0xe8, 0xf8, 0, 0, 0, 0xc3);
  return decoder.decode({ address: START, bytes }, { syntax: 'att', bitness: 64 });
}

function framesOf(address: number): readonly SourceFrame[] {
  const isInlined = address === START + 1 || address === START + 2;
  return isInlined ? [halt, idle] : [idle];
}

describe('disassemblyText', () => {
  it('writes addresses, bytes, instructions, what they lead to, and the source lines between', async () => {
    const { text } = disassemblyText({
      head: ['default_idle, 9 bytes'],
      instructions: await instructions(),
      symbolOf: ({ address }) => (address === START + 0x100 ? 'schedule' : undefined),
      labelAt: () => undefined,
      framesOf,
      sourceLine: (file, line) =>
        file === halt.file ? `  asm("sti; hlt"); /* ${line} */` : undefined,
    });
    assert.equal(
      text,
      [
        '; default_idle, 9 bytes',
        '',
        '; kernel/process.c:711 default_idle',
        'ffffffff81000000  90                    nop',
        '',
        '; include/irqflags.h:51 native_safe_halt, inlined at kernel/process.c:711 default_idle',
        ';   asm("sti; hlt"); /* 51 */',
        'ffffffff81000001  fb                    sti',
        'ffffffff81000002  f4                    hlt',
        '',
        '; kernel/process.c:711 default_idle',
        'ffffffff81000003  e8 f8 00 00 00        call 0xffffffff81000100  ; → schedule',
        'ffffffff81000008  c3                    ret',
        '',
      ].join('\n'),
    );
  });

  it('names what an instruction waits for the address of, instead of where it seems to lead', async () => {
    const { text } = disassemblyText({
      head: [],
      instructions: withOpenPlaces(await instructions(), [
        { address: START + 4, symbol: 'mutex_lock' },
      ]),
      symbolOf: () => 'schedule',
      labelAt: () => undefined,
      framesOf: () => [],
      sourceLine: () => undefined,
    });
    const call = text.split('\n').find((line) => line.includes('call'));
    assert.equal(
      call,
      'ffffffff81000003  e8 f8 00 00 00        call 0xffffffff81000100  ; → mutex_lock (address not known)',
    );
  });

  it('tells where the guest moved an address to, with or without a name, and what is of each CPU', async () => {
    const decoder = await loadInstructionDecoder();
    // mov $0xffffffff82a060c0, %r10; mov %gs:0x7ef885e0(%rip), %dx
    const bytes = Buffer.from('49c7c2c060a08265668b15e085f87e', 'hex');
    const address = -0x7bf5_71e8 - 7;
    const decoded = decoder.decode({ address, bytes }, { syntax: 'att', bitness: 64 });
    const moved = { start: START, end: START + 0x200_0000, bias: 0x300_0000 };
    const { text } = disassemblyText({
      head: [],
      instructions: withOperandPlaces(decoded, moved, () => false).instructions,
      symbolOf: () => undefined,
      labelAt: () => undefined,
      framesOf: () => [],
      sourceLine: () => undefined,
    });
    assert.deepEqual(
      [...text.matchAll(/; → .*/g)].map(([name]) => name),
      ['; → 0xffffffff85a060c0', '; → per-CPU 0x31400'],
    );
  });

  it('names all that an instruction waits for, each once, and nothing of the next', async () => {
    const made = await instructions();
    const open = [3, 4, 5].map((at, index) => ({
      address: START + at,
      symbol: ['.data', 'ops', '.data'][index]!,
    }));
    assert.deepEqual(
      withOpenPlaces(made, open).map(({ awaits }) => awaits),
      made.map(({ address }) => (address === START + 3 ? ['.data', 'ops'] : undefined)),
    );
  });

  it('says of each line of the text what it shows', async () => {
    const listed = await instructions();
    const { text, lines } = disassemblyText({
      head: ['head'],
      instructions: listed,
      symbolOf: () => undefined,
      labelAt: () => undefined,
      framesOf,
      sourceLine: () => undefined,
    });
    assert.equal(lines.length, text.split('\n').length - 1);
    const shown = lines.filter((line) => line.kind === 'instruction');
    assert.deepEqual(
      shown.map(({ instruction }) => instruction),
      listed,
    );
    const inlined = lines.find((line) => line.kind === 'source' && line.frames.length === 2);
    assert.deepEqual(inlined, { kind: 'source', frames: [halt, idle] });
  });

  it('has no source lines where there is no debug information', async () => {
    const { text } = disassemblyText({
      head: [],
      instructions: await instructions(),
      symbolOf: () => undefined,
      labelAt: () => undefined,
      framesOf: () => [],
      sourceLine: () => undefined,
    });
    assert.doesNotMatch(text, /;/);
  });

  it('says where code of no line follows code that has one', async () => {
    const { text } = disassemblyText({
      head: [],
      instructions: await instructions(),
      symbolOf: () => undefined,
      labelAt: () => undefined,
      framesOf: (address) => (address === START ? [idle] : []),
      sourceLine: () => undefined,
    });
    assert.match(text, /nop\n\n; no source line\nffffffff81000001/);
  });

  it('names the labels that stand in code without source lines', async () => {
    const { text } = disassemblyText({
      head: ['_start'],
      instructions: await instructions(),
      symbolOf: () => undefined,
      labelAt: (address) => ['_start', undefined, 'rip_hlt'][address - START],
      framesOf: () => [],
      sourceLine: () => undefined,
    });
    assert.deepEqual(text.split('\n').slice(0, 5), [
      '; _start',
      'ffffffff81000000  90                    nop',
      'ffffffff81000001  fb                    sti',
      '',
      '; rip_hlt',
    ]);
  });
});
