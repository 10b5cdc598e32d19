import { hexOfSigned } from '../../base/signedAddress';
import type { GuestSymbols } from '../../symbols/GuestSymbols';
import type { EmulatedInstruction } from './emulatedInstructions';

/** Shown around an address that no symbol covers. */
const BYTES_AROUND = 2048;

/** What KVM recorded of a function's instructions. */
export interface EmulatedListing {
  /** The function, or the address where no symbol is known. */
  readonly title: string;
  /** What the reader must know, one sentence each. */
  readonly notes: readonly string[];
  /** By address, at most one at each. */
  readonly instructions: readonly EmulatedInstruction[];
}

/** The recorded instructions of the function around an address; undefined: there is none. */
export function emulatedListing(
  recorded: readonly EmulatedInstruction[],
  symbols: GuestSymbols,
  rip: number,
): EmulatedListing | undefined {
  const place = symbols.find(rip);
  const isNear = ({ address }: EmulatedInstruction): boolean =>
    place === undefined
      ? Math.abs(address - rip) <= BYTES_AROUND
      : symbols.find(address)?.address === place.address;
  const near = recorded.filter(isNear);
  // Of several at one address, as self-modifying code has them, the most frequent one comes first.
  const instructions = near.filter(({ address }, at) => near[at - 1]?.address !== address);
  if (instructions.length === 0) return undefined;
  const others = near.length - instructions.length;
  const notes = [
    'No file with this code is given: only instructions are known that KVM emulated and recorded (kvm_emulate_insn).',
    ...(others === 0
      ? []
      : [
          `${others === 1 ? 'Another instruction' : `${others} others`} stood at the same addresses at other times: the most frequent one of each is shown.`,
        ]),
  ];
  return { title: place?.name ?? hexOfSigned(rip), notes, instructions };
}
