import { atOnce } from '../base/steps';
import { FaultReader } from '../queries/conflicts/FaultReader';
import { conflictParameters } from '../queries/conflicts/ConflictParameters';
import { pageConflicts } from '../queries/conflicts/pageConflicts';
import { StoreWakes } from '../queries/conflicts/StoreWakes';
import { isSelected } from '../queries/exitRows';
import { hotLack } from '../queries/hot/hotLack';
import { hotRows } from '../queries/hot/hotRows';
import type { HotExitRow } from '../queries/hot/hotRows';
import type { HotHappenings, HotSource } from '../queries/hot/HotSource';
import { idleRows } from '../queries/hot/idleRows';
import { ipiRows } from '../queries/hot/ipiRows';
import { storeRows } from '../queries/hot/storeRows';
import { wakeRows } from '../queries/hot/wakeRows';
import { PeriodTable } from '../queries/idle/PeriodTable';
import type { HotSubject } from '../protocol/code';
import type { VcpuSelection } from '../protocol/exits';
import { exitNamesOf } from './exitNames';
import { guestSymbols } from './guestSymbols';
import type { SymbolsInput } from './guestSymbols';
import type { OpenTrace } from './OpenTrace';
import type { HotCausePasses, HotPasses } from './passes';

/** Where in the guests exits happen, of a trace that was read to its end. */
export function hotSource(
  trace: OpenTrace,
  passes: HotPasses | HotCausePasses,
  symbols: SymbolsInput,
  of: HotSubject = 'exits',
): HotSource {
  const { fromNs, lastNs } = trace.reader;
  return {
    of,
    ...hotHappenings(trace, passes, of),
    symbols: atOnce(guestSymbols(trace, passes, hotExits(trace, passes), symbols)),
    fromNs,
    lastNs,
  };
}

/** Exits by VM, reason and instruction. */
export function hotExits(
  trace: OpenTrace,
  { directory, hotspots }: HotPasses,
): readonly HotExitRow[] {
  return hotRows(hotspots.places, directory.refs(), exitNamesOf(trace));
}

/** What of a subject happened where, of all vCPUs or of those selected; exits where the passes that tell of others did not run. */
export function hotHappenings(
  trace: OpenTrace,
  passes: HotPasses | HotCausePasses,
  of: HotSubject,
  selection: VcpuSelection = {},
): HotHappenings {
  const found = {
    ...{ othersCount: 0, othersNs: 0, withoutRip: 0, elsewhere: [] },
    ...foundOf(trace, passes, of, selection),
  };
  const sources = trace.sources.map((_, source) => source);
  const lack = hotLack(of, found, {
    seen: 'idle' in passes ? sources.map((source) => passes.idle.seenIn(source)) : [],
    wereAskedFor: sources.some(
      (source) => trace.wasAskedFor(source, 'kvm', 'kvm_apic_ipi') === true,
    ),
  });
  return { ...found, lack };
}

function foundOf(
  trace: OpenTrace,
  passes: HotPasses | HotCausePasses,
  of: HotSubject,
  selection: VcpuSelection,
): Pick<HotHappenings, 'rows'> & Partial<HotHappenings> {
  const refs = passes.directory.refs();
  if (of === 'exits' || !('idle' in passes)) {
    const { places, othersCount, othersNs, withoutRip } = passes.hotspots;
    const wanted = places.filter(({ binding }) => {
      const ref = refs[binding];
      return ref !== undefined && isSelected(ref, selection);
    });
    return { rows: hotRows(wanted, refs, exitNamesOf(trace)), othersCount, othersNs, withoutRip };
  }
  const { idle, faults } = passes;
  const periods = new PeriodTable(idle, refs);
  if (of === 'idle') return idleRows(periods, selection);
  if (of === 'stores' || of === 'wakes') {
    const parameters = conflictParameters(idle);
    const reader = new FaultReader(faults, refs, pageConflicts(faults, refs, parameters));
    const wakes = new StoreWakes(reader, periods, parameters.lineBytes);
    return of === 'stores'
      ? storeRows(reader, wakes, selection)
      : wakeRows({ idle, periods, refs }, wakes, selection);
  }
  const rows = ipiRows({ idle, periods, refs, names: exitNamesOf(trace) }, selection);
  const { othersCount, othersNs, withoutRip } = idle.senders;
  return { rows, othersCount, othersNs, withoutRip };
}
