import type { MovedKernel } from '../movedKernel';
import type { Instruction, InstructionTarget } from './Instruction';

/** Per-CPU variables count from 0: what is further is an address. */
const MOST_PER_CPU_BYTES = 2 ** 31;

export interface OperandPlaces {
  readonly instructions: readonly Instruction[];
  /** Some operands stand in the code as they were linked, and are others in the guest. */
  readonly areMoved: boolean;
}

/**
 * The instructions with what their absolute operands lead to in the guest. Where KASLR moves a
 * kernel, it adds the slide to the addresses in its code, and takes it off from what leads from
 * RIP to per-CPU variables, which stay (`handle_relocations()` in arch/x86/boot/compressed/misc.c).
 * `moved`: the kernel whose code it is; undefined: the code stands where it was linked for, or its
 * relocations are applied. `isKnown`: whether a symbol stands at an address: a number alone is none.
 */
export function withOperandPlaces(
  instructions: readonly Instruction[],
  moved: MovedKernel | undefined,
  isKnown: (address: number) => boolean,
): OperandPlaces {
  let areMoved = false;
  const placed = instructions.map((instruction) => {
    const { target, absolute } = instruction;
    if (target?.kind === 'per-cpu') {
      const ofCpu = perCpuTarget(target, moved);
      areMoved ||= ofCpu.kind === 'per-cpu' && moved !== undefined;
      return { ...instruction, target: ofCpu };
    }
    if (target !== undefined || absolute === undefined) return instruction;
    const { kind, address } = absolute;
    const isMoved = moved !== undefined && address >= moved.start && address < moved.end;
    const to = isMoved ? address + moved.bias : address;
    if (!isMoved && !isKnown(to)) return instruction;
    areMoved ||= isMoved;
    return { ...instruction, target: { kind, address: to } };
  });
  return { instructions: placed, areMoved };
}

function perCpuTarget(
  { address }: InstructionTarget,
  moved: MovedKernel | undefined,
): InstructionTarget {
  const offset = address - (moved?.bias ?? 0);
  if (offset >= 0 && offset < MOST_PER_CPU_BYTES) return { kind: 'per-cpu', address: offset };
  // From Linux 6.15 on the variables have addresses of the kernel's own, and move with it.
  return { kind: 'memory', address };
}
