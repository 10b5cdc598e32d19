import type { DoctorReport } from '../protocol/doctor';
import type { TracePart } from '../protocol/TracePart';
import { doctorReport } from '../queries/doctor/doctorReport';
import { exitRows } from '../queries/exitRows';
import { exitNamesOf } from './exitNames';
import { factsOf } from './factsOf';
import type { OpenTrace } from './OpenTrace';
import type { ExitPasses } from './passes';

export interface DiagnosedTrace {
  readonly rows: OpenTrace;
  readonly passes: ExitPasses;
  readonly part?: TracePart | undefined;
  /** It was read to its end. */
  readonly isComplete: boolean;
}

/** What the recordings of a trace can tell, as far as they were read. */
export function diagnose({ rows, passes, part = {}, isComplete }: DiagnosedTrace): DoctorReport {
  const { sources, reader } = rows;
  const { exits, directory } = passes;
  return doctorReport({
    facts: factsOf(rows, passes, part),
    recordings: sources.map(({ recording }) => recording.facts),
    kinds: reader.kinds,
    countOf: (kind) => reader.countOf(kind),
    toldOf: (kind) => reader.toldOf(kind),
    exits: exitRows(exits.tallies, directory.refs(), exitNamesOf(rows), {}),
    wakers: passes.wakers,
    isWhole: isComplete && Object.keys(part).length === 0,
  });
}
