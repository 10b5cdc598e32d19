import type { Steps } from '../base/steps';
import type { HotExitRow } from '../queries/hot/hotRows';
import { guestVms } from '../queries/guestVms';
import type { GuestSymbols, OpenLines } from '../symbols/GuestSymbols';
import { placeSymbols } from '../symbols/placing/placeSymbols';
import type { RecordedKernel } from '../symbols/placing/PlacingFacts';
import type { InstructionDecoder } from '../symbols/disassembly/InstructionDecoder';
import type { SymbolFile } from '../symbols/SymbolFile';
import type { VcpuDirectory } from '../vcpu/VcpuDirectory';
import type { OpenTrace } from './OpenTrace';
import type { IdentityPasses } from './passes';

/** A file of symbols that is given. */
export interface GivenSymbols {
  readonly file: SymbolFile;
  /** undefined: for every VM. */
  readonly vm: number | undefined;
}

/** Files of symbols, and what the user says of them. */
export interface SymbolsInput {
  readonly given: readonly GivenSymbols[];
  /** Those that guests' own recordings hold, by the recording's number. */
  readonly filesOfGuests: ReadonlyMap<number, readonly SymbolFile[]>;
  /** What the user says where a VM's kernel is. */
  readonly slideOf: (vm: number) => number | undefined;
  readonly openLines: OpenLines;
  /** Undefined: no file has code to be held against the exits. */
  readonly decoder: InstructionDecoder | undefined;
}

/**
 * Finds, for each VM of a trace that was read, where it has what the files describe. `exits`: of all
 * VMs. Pauses again and again.
 */
export function* guestSymbols(
  trace: OpenTrace,
  { directory, guestClock }: IdentityPasses,
  exits: readonly HotExitRow[],
  { given, filesOfGuests, slideOf, openLines, decoder }: SymbolsInput,
): Steps<ReadonlyMap<number, GuestSymbols>> {
  const vmOfSource = guestVms({ sources: trace.sources, directory, lanes: guestClock.lanes });
  const symbols = new Map<number, GuestSymbols>();
  for (const vm of directory.vms.keys()) {
    const own = vmOfSource.flatMap((of, source) =>
      of === vm ? (filesOfGuests.get(source) ?? []) : [],
    );
    const wanted = given.flatMap((one) =>
      one.vm === undefined || one.vm === vm ? [one.file] : [],
    );
    const facts = {
      slide: slideOf(vm),
      exits: exits.filter((row) => row.vm === vm),
      recorded: recordedKernel(trace, directory, vm),
      decoder,
    };
    symbols.set(vm, yield* placeSymbols([...own, ...wanted], facts, openLines));
  }
  return symbols;
}

/** The VM's kernel, where perf noted it down: by the VM's process, else as the only one of the only VM. */
export function recordedKernel(
  { sources }: OpenTrace,
  { vms, bindings }: VcpuDirectory,
  index: number,
): RecordedKernel | undefined {
  const vm = vms[index]!;
  const { recording } = sources[vm.source]!;
  const kernels = recording.facts.guestKernels ?? [];
  const pids = new Set(vm.bindings.map((binding) => recording.pidOf(bindings.all[binding]!.tid)));
  const own = kernels.find(({ pid }) => pids.has(pid));
  return own ?? (kernels.length === 1 && vms.length === 1 ? kernels[0] : undefined);
}
