import { SvmExit, VmxExit } from '../../kvm/exitCodes';
import { isaFields } from '../../kvm/exitReasons';
import type { FaultColumns } from './faultActions';
import type { FaultExit, FaultLane } from './FaultLane';

const PAGE_FAULT_VECTOR = 14;
/** CALL_FUNCTION and CALL_FUNCTION_SINGLE: how KVM makes vCPUs leave their guests (F.6). */
const FLUSH_VECTORS = [0xfb, 0xfc] as const;
const IS_VALID = 2 ** 31;

/** Places of kvm_exit's fields in `FaultColumns`. */
const Field = { reason: 0, isa: 1, rip: 2, info1: 3, info2: 4, interrupt: 5 } as const;

/** An exit as page faults see it. */
export interface SeenExit extends FaultExit {
  /** The interrupt that KVM sends for a change of a page's entry. */
  readonly isKick: boolean;
}

/** By `isKick` and the rest: no object an exit. */
const exits = {
  other: exit({}),
  interrupt: exit({ isInterrupt: true }),
  kick: exit({ isInterrupt: true, isKick: true }),
  violation: exit({ encoding: 'ept' }),
  misconfig: exit({ encoding: 'ept', isMisconfig: true }),
  nested: exit({ encoding: 'x86' }),
  shadow: exit({ encoding: 'x86', isShadow: true }),
} as const;

/** What a kvm_exit is to page faults: domain reference B.2 to B.5. */
export function exitOf({ low }: FaultColumns, detail: number): SeenExit {
  const reason = low[Field.reason]?.[detail] ?? -1;
  const interrupt = low[Field.interrupt]?.[detail] ?? 0;
  const isa = low[Field.isa]?.[detail];
  if (isa === isaFields.svm) {
    if (reason === SvmExit.nestedPageFault) return exits.nested;
    if (reason === SvmExit.pageFault) return exits.shadow;
    return reason === SvmExit.interrupt ? exits.interrupt : exits.other;
  }
  // Other processors' codes mean nothing here (B.1).
  if (isa !== isaFields.vmx) return exits.other;
  switch (reason & 0xffff) {
    case VmxExit.eptViolation:
      return exits.violation;
    case VmxExit.eptMisconfig:
      return exits.misconfig;
    case VmxExit.exceptionOrNmi: {
      const isOther = interrupt >= IS_VALID && (interrupt & 0xff) !== PAGE_FAULT_VECTOR;
      return isOther ? exits.other : exits.shadow;
    }
    case VmxExit.externalInterrupt: {
      const isKick = interrupt >= IS_VALID && FLUSH_VECTORS.some((v) => v === (interrupt & 0xff));
      return isKick ? exits.kick : exits.interrupt;
    }
    default:
      return exits.other;
  }
}

/** The guest's instruction. */
export function ripOfExit(lane: FaultLane, { low, high }: FaultColumns, detail: number): void {
  lane.ripLow = low[Field.rip]?.[detail] ?? 0;
  lane.ripHigh = high[Field.rip]?.[detail] ?? 0;
}

/** The access, and on SVM its address: both stand in the exit (J). */
export function takeExitCode(lane: FaultLane, { low, high }: FaultColumns, detail: number): void {
  const code = low[Field.info1];
  if (code === undefined || lane.isMmio || (lane.isShadow && lane.encoding === 'x86')) return;
  lane.hasFault = true;
  lane.codeLow = code[detail]!;
  lane.codeHigh = high[Field.info1]?.[detail] ?? 0;
  const address = low[Field.info2];
  if (lane.encoding !== 'x86' || address === undefined) return;
  lane.gpaLow = address[detail]!;
  lane.gpaHigh = high[Field.info2]?.[detail] ?? 0;
  lane.hasGpa = true;
}

function exit(of: Partial<SeenExit>): SeenExit {
  return {
    encoding: undefined,
    isShadow: false,
    isMisconfig: false,
    isInterrupt: false,
    isKick: false,
    ...of,
  };
}
