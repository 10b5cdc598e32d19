import type { FaultSelection, PageDetail, PageRow } from '../../protocol/pages';
import { conflictJson, pageFaultsJson } from './conflictJson';
import { faultOrder } from './faultOrder';
import { faultRow, pageActor } from './faultRow';
import type { PageConflict } from './pageConflicts';
import { pageDetail } from './pageDetail';
import { pageOverview } from './pageOverview';
import type { PageSource } from './PageSource';

/** What is wanted beside the overview. */
export interface ConflictsWanted {
  /** One page, with its faults. */
  readonly gpa: number | undefined;
  /** All faults. */
  readonly faults: boolean;
}

/** Pieces of the JSON text of `exitscope conflicts`; docs/conflicts.schema.json describes it. */
export function* conflictsJson(
  source: PageSource,
  { gpa, faults }: ConflictsWanted,
): Generator<string> {
  const { context, parameters, conflicts } = source;
  const bins = { fromNs: 0, binNs: context.durationNs, bins: 1 };
  const overview = pageOverview(source, bins);
  const head = {
    schema: 'exitscope.conflicts/1',
    parameters: { ...context.idle.parameters, line: parameters.lineBytes },
    conflicts: conflicts.map((conflict) => fullConflictJson(source, conflict)),
    page_faults: {
      ...pageFaultsJson(overview.byCause),
      retries: overview.byCause.reduce((sum, { retries }) => sum + retries, 0),
    },
    page_count: overview.pageCount,
    pages: overview.pages.map(pageJson),
    notes: overview.notes,
    missing: overview.missing,
    ...(gpa !== undefined && { page_details: detailsJson(source, gpa) }),
  };
  if (gpa === undefined && !faults) {
    yield `${JSON.stringify(head)}\n`;
    return;
  }
  yield `${JSON.stringify(head).slice(0, -1)},"faults":[`;
  yield* faultPieces(source, gpa === undefined ? {} : { gpa });
  yield ']}\n';
}

function* faultPieces(source: PageSource, selection: FaultSelection): Generator<string> {
  const { reader, parameters, context } = source;
  let comma = '\n';
  for (const index of faultOrder(reader, selection, 'time', parameters.lineBytes)) {
    const of = faultRow(context, reader.at(index)!, null);
    yield `${comma}${JSON.stringify({
      vm: of.vm,
      vcpu: of.vcpu,
      time_ns: of.timeNs,
      gpa: of.gpa,
      access: of.access,
      table_walk: of.isTableWalk,
      allowed: of.allowed,
      rip: of.rip,
      cost_ns: of.costNs,
      slept_ns: of.sleptNs,
      cause: of.cause,
      confidence: of.confidence,
      why: of.why,
      repair: of.repair,
      retry: of.isRetry,
      store: of.isStore,
      actor: of.actor === null ? null : actorJson(of.actor),
      woke: of.woke,
    })}`;
    comma = ',\n';
  }
}

function fullConflictJson({ context }: PageSource, conflict: PageConflict): unknown {
  return {
    ...conflictJson(conflict),
    confidence: conflict.confidence,
    why: conflict.why,
    ping_pongs: conflict.pingPongs,
    monitored_lines: conflict.monitoredLines,
    forgotten: conflict.forgotten,
    flush_kicks: conflict.flushKicks,
    flush_kick_ns: conflict.flushKickNs,
    protectors: conflict.protectors.map((of) => actorJson(pageActor(context, of, conflict.lastNs))),
    first_ns: conflict.firstNs,
    last_ns: conflict.lastNs,
  };
}

function pageJson(row: PageRow): unknown {
  return {
    vm: row.vm,
    gpa: `0x${row.gpa.toString(16)}`,
    faults: row.faults,
    forgotten: row.forgotten,
    cost_ns: row.costNs,
    share: row.share,
    by_cause: Object.fromEntries(row.causes.map(({ cause, faults }) => [cause, faults])),
    first_ns: row.firstNs,
    last_ns: row.lastNs,
  };
}

function detailsJson(source: PageSource, gpa: number): unknown[] {
  const { context } = source;
  const bins = { fromNs: 0, binNs: context.durationNs, bins: 1 };
  const vms = new Set(context.vcpus.map(({ vm }) => vm));
  return [...vms].flatMap((vm) => {
    const detail = pageDetail(source, { vm, gpa }, bins);
    return detail === undefined ? [] : [detailJson(detail)];
  });
}

function detailJson({ row, lines, rips, wakes, wakeCount }: PageDetail): unknown {
  return {
    vm: row.vm,
    lines,
    rips: rips.map(({ rip, vcpus, stores, others, costNs }) => ({
      rip: rip === '' ? null : rip,
      vcpus,
      stores,
      others,
      cost_ns: costNs,
    })),
    wakes: wakes.map(({ waiter, writer, line, atNs, startNs }) => ({
      waiter,
      writer,
      line,
      at_ns: atNs,
      start_ns: startNs,
    })),
    wake_count: wakeCount,
  };
}

function actorJson({ by, tid, did, times }: PageRow['protectors'][number]): unknown {
  return { by, tid, did, times };
}
