import type { OpenPlace } from '../ImageCode';
import type { Instruction } from './Instruction';

/** The instructions with what their bytes wait for: such a one leads to where nobody knows. Both ascend. */
export function withOpenPlaces(
  instructions: readonly Instruction[],
  open: readonly OpenPlace[],
): readonly Instruction[] {
  if (open.length === 0) return instructions;
  let next = 0;
  return instructions.map((instruction) => {
    const end = instruction.address + instruction.bytes.length;
    const symbols = new Set<string>();
    while ((open[next]?.address ?? Infinity) < end) symbols.add(open[next++]!.symbol);
    if (symbols.size === 0) return instruction;
    return { ...instruction, target: undefined, absolute: undefined, awaits: [...symbols] };
  });
}
