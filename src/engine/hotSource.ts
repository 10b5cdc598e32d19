import { FaultReader } from '../queries/conflicts/FaultReader';
import type { HotSource, HotSubject } from '../queries/hot/HotSource';
import { hotRows } from '../queries/hot/hotRows';
import type { HotRow } from '../queries/hot/hotRows';
import { idleRows } from '../queries/hot/idleRows';
import { storeRows } from '../queries/hot/storeRows';
import { PeriodTable } from '../queries/idle/PeriodTable';
import { guestVms } from '../queries/guestVms';
import type { OpenLines } from '../symbols/GuestSymbols';
import { placeSymbols } from '../symbols/placing/placeSymbols';
import type { RecordedKernel } from '../symbols/placing/PlacingFacts';
import type { SymbolFile } from '../symbols/SymbolFile';
import type { VcpuDirectory } from '../vcpu/VcpuDirectory';
import { exitNamesOf } from './exitNames';
import type { OpenTrace } from './OpenTrace';
import type { HotCausePasses, HotPasses } from './passes';

/** Files of symbols, and what the user says of them. */
export interface SymbolWishes {
  /** Of every VM. */
  readonly files: readonly SymbolFile[];
  /** Those that guests' own recordings hold, by the recording's number. */
  readonly filesOfGuests: ReadonlyMap<number, readonly SymbolFile[]>;
  readonly slide: number | undefined;
  readonly openLines: OpenLines;
}

/** Where in the guests exits happen, of a trace that was read to its end. */
export function hotSource(
  trace: OpenTrace,
  passes: HotPasses | HotCausePasses,
  wishes: SymbolWishes,
  of: HotSubject = 'exits',
): HotSource {
  const { directory, guestClock, hotspots } = passes;
  const exitRows = hotRows(hotspots.places, directory.refs(), exitNamesOf(trace));
  const vmOfSource = guestVms({ sources: trace.sources, directory, lanes: guestClock.lanes });
  const symbols = directory.vms.map((_, vm) => {
    const own = vmOfSource.flatMap((of, source) =>
      of === vm ? (wishes.filesOfGuests.get(source) ?? []) : [],
    );
    const exits = exitRows.filter((row) => row.vm === vm);
    const facts = { slide: wishes.slide, exits, recorded: recordedKernel(trace, directory, vm) };
    return [vm, placeSymbols([...own, ...wishes.files], facts, wishes.openLines)] as const;
  });
  return {
    of,
    rows: rowsOf(passes, of) ?? exitRows,
    symbols: new Map(symbols),
    othersCount: hotspots.othersCount,
    othersNs: hotspots.othersNs,
    withoutRip: hotspots.withoutRip,
  };
}

/** Undefined: exits are looked at, or the passes that tell of the others did not run. */
function rowsOf(passes: HotPasses | HotCausePasses, of: HotSubject): readonly HotRow[] | undefined {
  if (of === 'exits' || !('idle' in passes)) return undefined;
  const refs = passes.directory.refs();
  if (of === 'idle') return idleRows(new PeriodTable(passes.idle, refs));
  return storeRows(new FaultReader(passes.faults, refs, []));
}

/** The VM's kernel, where perf noted it down: by the VM's process, else as the only one of the only VM. */
function recordedKernel(
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
