import { confidenceOf } from '../../analyses/idle/words';
import { hexOfWords } from '../../base/hex';
import { allowedAccess, faultAccess } from '../../kvm/faultAccess';
import type { FaultRow, PageActor } from '../../protocol/pages';
import type { FindingContext } from '../findings/Finder';
import type { PageFault } from './FaultReader';
import { reasonWords } from './faultWords';

/** One fault in words and numbers; `row`: of its exit among the loaded events. */
export function faultRow(
  context: Pick<FindingContext, 'faults' | 'threadName'>,
  fault: PageFault,
  row: number | null,
): FaultRow {
  const encoding = fault.isEpt ? 'ept' : 'x86';
  const access = faultAccess(encoding, fault.codeLow, fault.codeHigh);
  const isMisconfig = fault.isEpt && fault.codeLow === 0;
  const sure = confidenceOf(fault.rank);
  return {
    vm: fault.vm,
    vcpu: fault.vcpu,
    timeNs: fault.exitNs,
    row,
    gpa: fault.hasGpa ? hexOfWords(fault.gpaHigh, fault.gpaLow) : null,
    access: isMisconfig ? null : access.isWrite ? 'write' : access.isFetch ? 'fetch' : 'read',
    isTableWalk: access.isTableWalk,
    allowed: isMisconfig ? null : (allowedAccess(encoding, fault.codeLow) ?? null),
    rip: fault.ripHigh === 0 && fault.ripLow === 0 ? null : hexOfWords(fault.ripHigh, fault.ripLow),
    costNs: fault.costNs < 0 ? null : fault.costNs,
    sleptNs: fault.sleptNs,
    cause: fault.cause,
    confidence: sure === 'unknown' ? 'weak' : sure,
    why: reasonWords[fault.reason],
    repair: fault.repair,
    isRetry: fault.isRetry,
    isStore: fault.isStore,
    actor: actorOf(context, fault),
    woke: fault.woke < 0 ? null : fault.woke,
  };
}

function actorOf(
  context: Pick<FindingContext, 'faults' | 'threadName'>,
  { actor, did, exitNs, cause }: PageFault,
): PageActor | null {
  if (actor < 0 || cause === 'mmio') return null;
  return pageActor(context, { thread: actor, did, times: 1 }, exitNs);
}

/** Who changed a page's entry, by name. */
export function pageActor(
  { faults, threadName }: Pick<FindingContext, 'faults' | 'threadName'>,
  { thread, did, times }: { readonly thread: number; readonly did: string; readonly times: number },
  atNs: number,
): PageActor {
  const known = faults.changers[thread];
  return {
    by: known === undefined ? '' : threadName(known.source, known.tid, atNs),
    tid: known?.tid ?? null,
    did,
    times,
  };
}
