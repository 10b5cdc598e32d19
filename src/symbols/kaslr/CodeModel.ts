import type { ExitInstruction } from '../../kvm/exitInstructions';

/** What a file of symbols or code knows of where instructions stand; addresses are those of the file. */
export interface CodeModel {
  /** Whether the file can tell where such instructions are. */
  knows(instruction: ExitInstruction): boolean;
  /** Whether the instruction stands there. */
  fits(instruction: ExitInstruction, address: number): boolean;
  /** Share of all places at which it would seem to, by chance. */
  chance(instruction: ExitInstruction): number;
  /** Share of a guest's exits of the instruction that fit the right file at the right slide. */
  likely(instruction: ExitInstruction): number;
  isCode(address: number): boolean;
  /** Whether an instruction starts there; undefined: it is not known. Absent: that is never known. */
  readonly isStart?: (address: number) => boolean | undefined;
  /** Whether an address at which the instruction does not fit is close to where it does; absent: that tells nothing. */
  isBeside?(instruction: ExitInstruction, address: number): boolean;
}
