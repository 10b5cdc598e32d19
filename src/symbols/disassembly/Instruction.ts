/** What an instruction leads to, when its bytes alone say so. */
export interface InstructionTarget {
  readonly kind: 'call' | 'jump' | 'memory';
  /** As `base/signedAddress` holds it. */
  readonly address: number;
}

/** One decoded instruction. */
export interface Instruction {
  /** As `base/signedAddress` holds it. */
  readonly address: number;
  readonly bytes: Uint8Array;
  /** In the chosen syntax; `(bad)` for a byte that starts no instruction. */
  readonly text: string;
  /** A direct branch's, or that of an operand addressed from RIP. */
  readonly target: InstructionTarget | undefined;
  /** Symbols whose addresses its bytes wait for, in the code of a module; undefined: they are whole. */
  readonly awaits?: readonly string[];
  /** Whether it is of those that can leave a guest by themselves, whatever they access. */
  readonly mayExit: boolean;
}
