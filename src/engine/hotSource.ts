import { FaultReader } from '../queries/conflicts/FaultReader';
import type { HotSubject } from '../protocol/code';
import type { HotSource } from '../queries/hot/HotSource';
import { hotRows } from '../queries/hot/hotRows';
import type { HotExitRow, HotRow } from '../queries/hot/hotRows';
import { idleRows } from '../queries/hot/idleRows';
import { storeRows } from '../queries/hot/storeRows';
import { PeriodTable } from '../queries/idle/PeriodTable';
import type { VcpuSelection } from '../protocol/requests';
import { isSelected } from '../queries/exitRows';
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
  const { hotspots } = passes;
  const exits = hotExits(trace, passes);
  return {
    of,
    rows: of === 'exits' ? exits : hotRowsOf(trace, passes, of),
    symbols: guestSymbols(trace, passes, exits, symbols),
    othersCount: hotspots.othersCount,
    othersNs: hotspots.othersNs,
    withoutRip: hotspots.withoutRip,
  };
}

/** Exits by VM, reason and instruction. */
export function hotExits(
  trace: OpenTrace,
  { directory, hotspots }: HotPasses,
): readonly HotExitRow[] {
  return hotRows(hotspots.places, directory.refs(), exitNamesOf(trace));
}

/** Rows of a subject, of all vCPUs or of those selected; exits where the passes that tell of others did not run. */
export function hotRowsOf(
  trace: OpenTrace,
  passes: HotPasses | HotCausePasses,
  of: HotSubject,
  selection: VcpuSelection = {},
): readonly HotRow[] {
  const refs = passes.directory.refs();
  if (of === 'exits' || !('idle' in passes)) {
    const wanted = passes.hotspots.places.filter(({ binding }) => {
      const ref = refs[binding];
      return ref !== undefined && isSelected(ref, selection);
    });
    return hotRows(wanted, refs, exitNamesOf(trace));
  }
  if (of === 'idle') return idleRows(new PeriodTable(passes.idle, refs), selection);
  return storeRows(new FaultReader(passes.faults, refs, []), selection);
}
