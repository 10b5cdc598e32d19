/** What an instruction leads to, when its bytes alone say so. */
export interface InstructionTarget {
  /** `address`: an operand is the address; `per-cpu`: of the CPU's own area, from whose start it counts. */
  readonly kind: 'call' | 'jump' | 'memory' | 'address' | 'per-cpu';
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
  /** What an operand has as a number of the upper half: an address as it was linked, if it is one. */
  readonly absolute?: InstructionTarget | undefined;
  /** Symbols whose addresses its bytes wait for, in the code of a module; undefined: they are whole. */
  readonly awaits?: readonly string[];
  /** Whether it is of those that can leave a guest by themselves, whatever they access. */
  readonly mayExit: boolean;
}
