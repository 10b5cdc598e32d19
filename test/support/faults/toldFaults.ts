import type { FoundFault } from '../../../src/analyses/faults/FaultTable';
import { confidenceOf } from '../../../src/analyses/idle/words';
import { conflictParameters } from '../../../src/queries/conflicts/ConflictParameters';
import { FaultReader } from '../../../src/queries/conflicts/FaultReader';
import { pageConflicts } from '../../../src/queries/conflicts/pageConflicts';
import type { PageConflict } from '../../../src/queries/conflicts/pageConflicts';
import type { VectorTrace } from '../idle/vectorTrace';

/** What is told of a page fault; times in µs, null: not told. */
export interface ToldFault {
  readonly at: number;
  readonly vcpu: number;
  readonly gpa: number | null;
  readonly cause: string;
  readonly confidence: string;
  readonly reason: string;
  readonly repair: string;
  readonly isStore: boolean;
  readonly isRetry: boolean;
  readonly cost: number;
  /** Thread id of who took the page's entry before. */
  readonly actor: number | null;
  readonly did: string | null;
  readonly woke: number | null;
}

/** Pages of a made trace that count as contested. */
export function conflictsOf({ passes }: VectorTrace): readonly PageConflict[] {
  const { faults, idle, directory } = passes;
  return pageConflicts(faults, directory.refs(), conflictParameters(idle));
}

/** The page faults of a made trace, by their exits. */
export function toldFaults(trace: VectorTrace): readonly ToldFault[] {
  const { faults, directory } = trace.passes;
  const reader = new FaultReader(faults, directory.refs(), conflictsOf(trace));
  const told: ToldFault[] = [];
  for (let index = 0; index < reader.table.length; index++) {
    const fault = reader.at(index);
    if (fault !== undefined) told.push({ ...toldFault(fault, trace), vcpu: fault.vcpu });
  }
  return told.sort((a, b) => a.at - b.at);
}

function toldFault(fault: FoundFault, { passes }: VectorTrace): ToldFault {
  const { actor } = fault;
  return {
    at: fault.exitNs / 1000,
    vcpu: -1,
    gpa: fault.hasGpa ? fault.gpaHigh * 2 ** 32 + fault.gpaLow : null,
    cause: fault.cause,
    confidence: confidenceOf(fault.rank),
    reason: fault.reason,
    repair: fault.repair,
    isStore: fault.isStore,
    isRetry: fault.isRetry,
    cost: fault.costNs / 1000,
    actor: actor < 0 ? null : passes.faults.changers[actor]!.tid,
    did: actor < 0 ? null : fault.did,
    woke: fault.woke < 0 ? null : fault.woke,
  };
}
