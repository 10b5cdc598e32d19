import type * as Iced from 'iced-x86';
import { signedOfBig } from '../../base/signedAddress';
import { exitingInstructions } from './exitingInstructions';
import type { Instruction, InstructionTarget } from './Instruction';

/** Bytes decoded at once: the largest functions of a kernel have 50 KB. */
const MOST_BYTES = 1 << 20;

/** How instructions are written: as GNU tools do, or as Intel's manuals do. */
export type AssemblySyntax = 'att' | 'intel';

export interface DecodeOptions {
  readonly syntax: AssemblySyntax;
  /** Of the code segment; real mode's is 16. */
  readonly bitness: 16 | 32 | 64;
}

/** Code as bytes, from a link-time or run-time address on. */
export interface CodeAt {
  /** As `base/signedAddress` holds it. */
  readonly address: number;
  readonly bytes: Uint8Array;
}

/** What a byte is of the instruction it belongs to. */
export const InstructionByte = {
  first: 0,
  inside: 1,
  /** Of a kind that a running kernel replaces: others may start there. */
  insideReplaced: 2,
} as const;

/** Loads the decoder, which is WebAssembly of 0.8 MB: only who disassembles pays for it. */
export async function loadInstructionDecoder(): Promise<InstructionDecoder> {
  return new InstructionDecoder(await import('iced-x86'));
}

/** Turns bytes of x86 code into instructions. The only place that knows iced-x86. */
export class InstructionDecoder {
  private readonly mnemonics = new Map<number, string>();

  constructor(private readonly iced: typeof Iced) {}

  /**
   * The instructions from the first byte on, one after the other. A byte that starts none is an
   * instruction `(bad)` of one byte, as objdump has it; so is what is cut off at the end. No more
   * than a megabyte is decoded.
   */
  decode({ address, bytes }: CodeAt, { syntax, bitness }: DecodeOptions): Instruction[] {
    const { Decoder, DecoderOptions, Instruction: IcedInstruction } = this.iced;
    const code = bytes.subarray(0, MOST_BYTES);
    const decoder = new Decoder(bitness, code, DecoderOptions.None);
    const formatter = this.formatter(syntax);
    const decoded = new IcedInstruction();
    try {
      decoder.ip = BigInt.asUintN(64, BigInt(address));
      const instructions: Instruction[] = [];
      while (decoder.canDecode) {
        const start = decoder.position;
        decoder.decodeOut(decoded);
        if (decoded.code === this.iced.Code.INVALID) {
          decoder.position = start + 1;
          decoder.ip = BigInt.asUintN(64, BigInt(address + start + 1));
          instructions.push(badByte(address + start, code.subarray(start, start + 1)));
          continue;
        }
        instructions.push({
          address: address + start,
          bytes: code.subarray(start, decoder.position),
          text: formatter.format(decoded),
          target: this.targetOf(decoded),
          absolute: this.absoluteOf(decoded),
          mayExit: this.mayExit(decoded),
        });
      }
      return instructions;
    } finally {
      // Memory of WebAssembly is given back by hand.
      decoded.free();
      formatter.free();
      decoder.free();
    }
  }

  /**
   * Of each byte of 64-bit code what it is of an instruction, as `InstructionByte` numbers it: tells
   * where instructions start without spelling them.
   */
  marks({ address, bytes }: CodeAt): Uint8Array {
    const { Decoder, DecoderOptions, Instruction: IcedInstruction } = this.iced;
    const code = bytes.subarray(0, MOST_BYTES);
    const marks = new Uint8Array(code.length).fill(InstructionByte.inside);
    const decoder = new Decoder(64, code, DecoderOptions.None);
    const decoded = new IcedInstruction();
    try {
      decoder.ip = BigInt.asUintN(64, BigInt(address));
      while (decoder.canDecode) {
        const start = decoder.position;
        decoder.decodeOut(decoded);
        if (decoded.code === this.iced.Code.INVALID) decoder.position = start + 1;
        else if (this.isReplaced(decoded)) {
          marks.fill(InstructionByte.insideReplaced, start, decoder.position);
        }
        marks[start] = InstructionByte.first;
      }
      return marks;
    } finally {
      decoded.free();
      decoder.free();
    }
  }

  /** What a kernel replaces while it runs: calls of paravirt operations and of thunks, jumps, and NOPs (alternatives, static keys, ftrace). */
  private isReplaced(decoded: Iced.Instruction): boolean {
    const { FlowControl, Mnemonic } = this.iced;
    const flow = decoded.flowControl;
    return (
      flow === FlowControl.Call ||
      flow === FlowControl.IndirectCall ||
      flow === FlowControl.UnconditionalBranch ||
      flow === FlowControl.IndirectBranch ||
      decoded.mnemonic === Mnemonic.Nop
    );
  }

  private formatter(syntax: AssemblySyntax): Iced.Formatter {
    const { Formatter, FormatterSyntax } = this.iced;
    const formatter = new Formatter(syntax === 'att' ? FormatterSyntax.Gas : FormatterSyntax.Intel);
    formatter.hexPrefix = '0x';
    formatter.hexSuffix = '';
    formatter.uppercaseHex = false;
    formatter.smallHexNumbersInDecimal = false;
    formatter.showBranchSize = false;
    formatter.branchLeadingZeros = false;
    formatter.ripRelativeAddresses = true;
    formatter.spaceAfterOperandSeparator = true;
    return formatter;
  }

  private targetOf(decoded: Iced.Instruction): InstructionTarget | undefined {
    const { FlowControl, OpKind } = this.iced;
    const kind = decoded.opCount > 0 ? decoded.opKind(0) : undefined;
    if (
      kind === OpKind.NearBranch64 ||
      kind === OpKind.NearBranch32 ||
      kind === OpKind.NearBranch16
    ) {
      const { flowControl } = decoded;
      return target(flowControl === FlowControl.Call ? 'call' : 'jump', decoded.nearBranchTarget);
    }
    if (!decoded.isIpRelMemoryOperand) return undefined;
    const isOfCpu = decoded.segmentPrefix === this.iced.Register.GS;
    return target(isOfCpu ? 'per-cpu' : 'memory', decoded.ipRelMemoryAddress);
  }

  /** Numbers of 32 bits are extended with their sign: so a kernel spells its own addresses. */
  private absoluteOf(decoded: Iced.Instruction): InstructionTarget | undefined {
    const { OpKind, Register } = this.iced;
    for (let operand = 0; operand < decoded.opCount; operand++) {
      const kind = decoded.opKind(operand);
      if (kind === OpKind.Immediate32to64 || kind === OpKind.Immediate64) {
        const value = decoded.immediate(operand);
        if (isUpperHalf(value)) return target('address', value);
      }
      const isPlain = kind === OpKind.Memory && decoded.segmentPrefix === Register.None;
      if (isPlain && !decoded.isIpRelMemoryOperand && isUpperHalf(decoded.memoryDisplacement)) {
        return target('memory', decoded.memoryDisplacement);
      }
    }
    return undefined;
  }

  private mayExit(decoded: Iced.Instruction): boolean {
    const mnemonic = this.mnemonicOf(decoded.mnemonic);
    return mnemonic === 'mov' ? this.isSpecialMove(decoded) : exitingInstructions.has(mnemonic);
  }

  /** MOV to or from a control or debug register. */
  private isSpecialMove(decoded: Iced.Instruction): boolean {
    const { RegisterExt } = this.iced;
    return [decoded.op0Register, decoded.op1Register].some(
      (register) => RegisterExt.isCR(register) || RegisterExt.isDR(register),
    );
  }

  /** In lower case. */
  private mnemonicOf(mnemonic: Iced.Mnemonic): string {
    let name = this.mnemonics.get(mnemonic);
    if (name === undefined) {
      name = this.iced.Mnemonic[mnemonic].toLowerCase();
      this.mnemonics.set(mnemonic, name);
    }
    return name;
  }
}

function isUpperHalf(value: bigint): boolean {
  return BigInt.asIntN(64, value) < 0n;
}

function badByte(address: number, bytes: Uint8Array): Instruction {
  return { address, bytes, text: '(bad)', target: undefined, mayExit: false };
}

function target(kind: InstructionTarget['kind'], to: bigint): InstructionTarget | undefined {
  const address = signedOfBig(to);
  return address === undefined ? undefined : { kind, address };
}
