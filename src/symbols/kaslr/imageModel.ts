import { INSTRUCTION_BYTES, standsAt } from '../../kvm/exitInstructions';
import type { ExitInstruction } from '../../kvm/exitInstructions';
import type { CodeBytes } from '../../formats/elf/CodeBytes';
import type { CodeModel } from './CodeModel';
import type { InstructionStarts } from './InstructionStarts';

/** Places looked at to learn how often an instruction seems to stand somewhere by chance. */
const SAMPLES = 1 << 17;
/** A few of a kernel's instructions are patched when it boots (alternatives, static calls). */
const LIKELY = 0.9;
/** A kernel has some 20 MB of code; what has much more is none, and is not held in memory. */
const MOST_CODE_BYTES = 1 << 27;

/** Undefined: the file has no code in it (a separate debug file), or too much for a kernel. */
export function imageModel(
  code: CodeBytes,
  starts: InstructionStarts | undefined,
): CodeModel | undefined {
  const total = code.ranges.reduce((sum, { bytes }) => sum + bytes, 0);
  if (total === 0 || total > MOST_CODE_BYTES) return undefined;
  const ranges = code.ranges.map(({ address, bytes }) => {
    const content = new Uint8Array(bytes);
    return { address, content: content.subarray(0, code.read(address, content)) };
  });
  const rangeOf = (address: number) =>
    ranges.find(
      (range) => address >= range.address && address < range.address + range.content.length,
    );
  const chanceOf = (instruction: ExitInstruction): number => {
    let fitting = 0;
    let looked = 0;
    const step = Math.max(1, Math.floor(total / SAMPLES));
    for (const { content } of ranges) {
      for (let at = 0; at + INSTRUCTION_BYTES <= content.length; at += step) {
        looked++;
        if (standsAt(instruction, content, at)) fitting++;
      }
    }
    // One more of each: what was never seen is rare, not impossible.
    return (fitting + 1) / (looked + 2);
  };
  return {
    knows: () => true,
    likely: () => LIKELY,
    isCode: (address) => rangeOf(address) !== undefined,
    chance: chanceOf,
    ...(starts === undefined ? {} : { isStart: (address) => starts.isStart(address) }),
    fits: (instruction, address) => {
      const range = rangeOf(address);
      return range !== undefined && standsAt(instruction, range.content, address - range.address);
    },
  };
}
