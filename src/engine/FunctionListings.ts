import type { AssemblySyntax, Disassembly, SourceText } from '../protocol/code';
import { disassembly } from '../queries/code/disassembly';
import { emulatedInstructions } from '../queries/code/emulatedInstructions';
import type { EmulatedInstruction } from '../queries/code/emulatedInstructions';
import { emulatedListing } from '../queries/code/emulatedListing';
import { functionCode } from '../queries/code/functionCode';
import type { EventAccess } from '../queries/EventAccess';
import type { HotRow } from '../queries/hot/hotRows';
import { loadInstructionDecoder } from '../symbols/disassembly/InstructionDecoder';
import { withOpenPlaces } from '../symbols/disassembly/withOpenPlaces';
import { withOperandPlaces } from '../symbols/disassembly/withOperandPlaces';
import type { InstructionDecoder } from '../symbols/disassembly/InstructionDecoder';
import type { GuestSymbols } from '../symbols/GuestSymbols';
import { movedKernel } from '../symbols/movedKernel';
import type { MovedKernel } from '../symbols/movedKernel';

const EVERYWHERE = { from: -Infinity, to: Infinity };

export interface FunctionListingsOptions {
  readonly access: () => EventAccess;
  readonly breathe: () => Promise<void>;
}

export interface ListingWanted {
  readonly vm: number;
  /** As `base/signedAddress` holds it. */
  readonly rip: number;
  readonly symbols: GuestSymbols;
  /** Exits of the VM. */
  readonly exits: readonly HotRow[];
  readonly syntax: AssemblySyntax;
  readonly sources: readonly SourceText[];
}

/** Disassembles functions of a trace's guests. */
export class FunctionListings {
  private decoder: Promise<InstructionDecoder> | undefined;
  /** By VM: one walk over the trace tells of all its places. */
  private readonly emulated = new Map<number, Promise<readonly EmulatedInstruction[]>>();

  constructor(private readonly options: FunctionListingsOptions) {}

  /** Whether KVM recorded the instruction at an address of a VM. */
  async isEmulated(vm: number, rip: number): Promise<boolean> {
    return (await this.emulatedOf(vm)).some(({ address }) => address === rip);
  }

  /** Undefined: nothing of the code is known. */
  async of(wanted: ListingWanted): Promise<Disassembly | undefined> {
    const { vm, rip, symbols, exits, syntax, sources } = wanted;
    this.decoder ??= loadInstructionDecoder();
    const decoder = await this.decoder;
    const code = functionCode(symbols, rip);
    const common = { vm, symbols, exits, sources };
    if (code !== undefined) {
      const { title, start, bytes, notes, open } = code;
      const whole = decoder.decode({ address: start, bytes }, { syntax, bitness: 64 });
      const moved = movedKernel(symbols.images, start);
      const { instructions, areMoved } = withOperandPlaces(
        withOpenPlaces(whole, open),
        moved,
        (address) => symbols.find(address) !== undefined,
      );
      const moveNotes = moved !== undefined && areMoved ? [movedNote(moved)] : [];
      return disassembly({
        ...common,
        title,
        from: 'image',
        head: [title, ...notes, ...moveNotes],
        instructions,
      });
    }
    const recorded = emulatedListing(await this.emulatedOf(vm), symbols, rip);
    if (recorded === undefined) return undefined;
    const { title, notes } = recorded;
    const instructions = recorded.instructions.flatMap(({ address, bytes, bitness }) =>
      decoder.decode({ address, bytes }, { syntax, bitness }).slice(0, 1),
    );
    return disassembly({
      ...common,
      title,
      from: 'emulated',
      head: [title, ...notes],
      instructions,
    });
  }

  private emulatedOf(vm: number): Promise<readonly EmulatedInstruction[]> {
    let instructions = this.emulated.get(vm);
    if (instructions === undefined) {
      instructions = this.readEmulated(vm);
      this.emulated.set(vm, instructions);
    }
    return instructions;
  }

  private async readEmulated(vm: number): Promise<readonly EmulatedInstruction[]> {
    const steps = emulatedInstructions(this.options.access(), vm, EVERYWHERE);
    for (;;) {
      const step = steps.next();
      if (step.done === true) return step.value;
      await this.options.breathe();
    }
  }
}

function movedNote({ bias }: MovedKernel): string {
  const by = `${bias < 0 ? '-' : '+'}0x${Math.abs(bias).toString(16)}`;
  return `The guest has this kernel at ${by}, and moved the addresses in its code: they are shown as they were linked, and behind → is what they are in the guest.`;
}
