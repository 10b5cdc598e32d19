import type { InstructionDecoder } from '../disassembly/InstructionDecoder';
import type { ExitPlace } from '../kaslr/SlideEvidence';

/** What is known of a guest beside the files of symbols. */
export interface PlacingFacts {
  /** What the user says the kernel's slide is. */
  readonly slide: number | undefined;
  /** Where the guest exited; undefined: there is no recording. */
  readonly exits: readonly ExitPlace[] | undefined;
  /** What the recording says of the guest's kernel. */
  readonly recorded: RecordedKernel | undefined;
  /** Undefined: code is not held against where the guest's instructions start. */
  readonly decoder: InstructionDecoder | undefined;
}

/** A guest's kernel as the host's recorder noted it down. */
export interface RecordedKernel {
  readonly buildId: string | undefined;
  /** Run-time address of `_text`. */
  readonly text: number | undefined;
}
