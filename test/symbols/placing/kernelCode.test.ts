import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { loadInstructionDecoder } from '../../../src/symbols/disassembly/InstructionDecoder';
import type { InstructionDecoder } from '../../../src/symbols/disassembly/InstructionDecoder';
import type { ExitPlace } from '../../../src/symbols/kaslr/SlideEvidence';
import type { SymbolFile } from '../../../src/symbols/SymbolFile';
import type { SymbolImage } from '../../../src/symbols/SymbolImage';
import { scratchFolder } from '../../support/scratchFolder';
import { placed } from '../../support/symbols/placed';
import { symbolsOfBytes, symbolsOfText } from '../../support/symbols/symbolFiles';
import { hasTool, toolText } from '../../support/symbols/toolText';

const LINK = -0x7f00_0000;
const SLIDE = 0x1280_0000;
const INTERRUPT = 1;
/** Instructions that exit by themselves, 32 bytes apart in front of the functions: their code, and their reason in VMX. */
const EXITING = [
  ['hlt', 12],
  ['wrmsr', 32],
  ['rdmsr', 31],
  ['cpuid', 10],
  ['rdtsc', 16],
] as const;
const FUNCTIONS = 64;
const FUNCTION_BYTES = 32;
/** Where instructions of each function start; of the call behind them a running kernel may make something else. */
const STARTS = [0, 10, 14, 20];
const INSIDE_CALL = 22;

/** A kernel of functions of one kind; from `moved` on they stand that many bytes further. */
function source(moved: { readonly from: number; readonly bytes: number }): string {
  const functions = Array.from({ length: FUNCTIONS }, (_, index) => {
    const gap = index === moved.from ? `.fill ${moved.bytes}, 1, 0xcc` : '';
    return `${gap}
      f${index}: movabs $0x1122334455667788, %rax
      mov %rax, 8(%rdi)
      add $0x12345678, %ecx
      .byte 0xff, 0x15, 0, 0, 0, 0
      ret
      .fill 5, 1, 0xcc`;
  });
  return `.globl _text, _stext, _etext, _end
    .text
    _text: _stext:
    ${EXITING.map(([text]) => `exits_${text}: ${text}; ret; .balign 32, 0xcc`).join('\n')}
    ${functions.join('\n')}
    _etext: _end: nop\n`;
}

describe("a kernel's code", () => {
  if (!hasTool('gcc')) return;

  const folder = scratchFolder('kernelCode');
  const image = path.join(folder, 'vmlinux');
  const close = path.join(folder, 'vmlinux.close');
  let decoder: InstructionDecoder;
  before(async () => {
    decoder = await loadInstructionDecoder();
    const link = [
      '-nostdlib',
      '-static',
      '-no-pie',
      '-Wl,-Ttext=0xffffffff81000000',
      '-Wl,-e,_text',
    ];
    for (const [file, moved] of [
      [image, { from: 0, bytes: 0 }],
      [close, { from: 8, bytes: 16 }],
    ] as const) {
      writeFileSync(`${file}.S`, source(moved));
      toolText('gcc', [...link, '-o', file, `${file}.S`]);
    }
  });
  const open = async (file: string): Promise<SymbolFile> =>
    symbolsOfBytes(new Uint8Array(readFileSync(file)), file);
  const at = (code: number, offset: number): ExitPlace => ({
    isa: 'vmx',
    code,
    rip: LINK + SLIDE + offset,
    count: 1,
  });
  /** Interrupts at each of these places in each function of the first kernel. */
  const interrupts = (offsets: readonly number[]): readonly ExitPlace[] =>
    Array.from({ length: FUNCTIONS }, (_, index) =>
      offsets.map((offset) => at(INTERRUPT, (index + EXITING.length) * FUNCTION_BYTES + offset)),
    ).flat();
  const instructions = EXITING.map(([, code], index) => at(code, index * FUNCTION_BYTES));
  const only = (files: readonly SymbolFile[], exits: readonly ExitPlace[], slide?: number) =>
    placed(files, { exits, slide, decoder }).images;
  const codesOf = ({ problems }: SymbolImage): readonly string[] =>
    problems.map(({ code }) => code);

  it('is placed where its instructions start at the places of interrupts', async () => {
    const [found] = only([await open(image)], interrupts(STARTS));
    assert.deepEqual([found!.placedBy, found!.bias, codesOf(found!)], ['exits', SLIDE, []]);
    assert.deepEqual([found!.places, found!.atStart], [4 * FUNCTIONS, 4 * FUNCTIONS]);
  });

  it('is not doubted for what a running kernel replaces in it', async () => {
    const exits = interrupts([...STARTS.slice(0, 2), INSIDE_CALL]);
    const [found] = only([await open(image)], [...instructions, ...exits]);
    assert.deepEqual([found!.bias, codesOf(found!)], [SLIDE, []]);
    assert.equal(found!.places, found!.atStart);
  });

  it('of a close build is refused though the instructions of exits are where they were', async () => {
    const exits = [...instructions, ...interrupts(STARTS)];
    const [refused] = only([await open(close)], exits);
    assert.deepEqual([refused!.bias, codesOf(refused!)], [undefined, ['symbols-mismatch']]);
    assert.match(refused!.problems[0]!.message, /are in the middle of an instruction of it/);
  });

  it('of a close build goes where the user says, with a warning', async () => {
    const exits = [...instructions, ...interrupts(STARTS)];
    const [used] = only([await open(close)], exits, SLIDE);
    assert.deepEqual([used!.bias, codesOf(used!)], [SLIDE, ['partly-fitting']]);
    assert.match(used!.problems[0]!.message, /may be of another build/);
  });

  it('is doubted for a few places, and used', async () => {
    const exits = [
      ...interrupts(STARTS),
      ...[3, 9, 31, 60].map((f) => at(INTERRUPT, f * FUNCTION_BYTES + 2)),
    ];
    const [doubtful] = only(
      [await open(image)],
      [...exits, ...[5, 7, 11, 13].map((f) => at(INTERRUPT, f * FUNCTION_BYTES + 3))],
    );
    assert.deepEqual([doubtful!.bias, codesOf(doubtful!)], [SLIDE, ['partly-fitting']]);
  });

  const kallsyms = async (start: number): Promise<SymbolFile> => {
    const hexOf = (address: number): string => BigInt.asUintN(64, BigInt(address)).toString(16);
    const functions = Array.from(
      { length: FUNCTIONS },
      (_, index) => `${hexOf(start + (index + EXITING.length) * FUNCTION_BYTES)} t f${index}`,
    );
    const end = hexOf(start + (FUNCTIONS + EXITING.length) * FUNCTION_BYTES);
    return symbolsOfText(
      [
        `${hexOf(start)} T _text`,
        `${hexOf(start)} T _stext`,
        ...functions,
        `${end} T _etext`,
        `${end} T _end\n`,
      ].join('\n'),
    );
  };

  it('moves a kallsyms that has it where it does not fit the exits', async () => {
    const wrong = await kallsyms(LINK + SLIDE - 0x25);
    const exits = interrupts(STARTS).slice(0, -8);
    const [table, code] = only([wrong, await open(image)], exits);
    assert.deepEqual([table!.bias, codesOf(table!)], [0x25, ['other-boot']]);
    assert.deepEqual([code!.bias, codesOf(code!)], [SLIDE, []]);
  });

  it('leaves a kallsyms alone that has it where it fits', async () => {
    const images = only([await kallsyms(LINK + SLIDE), await open(image)], interrupts(STARTS));
    assert.deepEqual(
      images.map(({ placedBy, bias }) => [placedBy, bias]),
      [
        ['kallsyms', 0],
        ['kallsyms', SLIDE],
      ],
    );
    assert.deepEqual([images[0]!.atStart, codesOf(images[0]!)], [4 * FUNCTIONS, []]);
    assert.ok(images[0]!.confidence! > 0.95);
  });

  it('refuses an unproven kallsyms of another kernel beside code that fits the exits', async () => {
    const text = LINK + SLIDE;
    const other = await symbolsOfText(
      [0, 64, 0x1000, 0x2000]
        .map((offset, index) => {
          const address = BigInt.asUintN(64, BigInt(text + offset)).toString(16);
          return `${address} T ${['_stext', 'g1', '_etext', '_end'][index]!}\n`;
        })
        .join(''),
    );
    const [table, code] = only([other, await open(image)], interrupts(STARTS));
    assert.deepEqual([table!.bias, codesOf(table!)], [undefined, ['symbols-mismatch']]);
    assert.deepEqual([code!.bias, code!.placedBy], [SLIDE, 'exits']);
  });
});
