import { lowerBound } from '../../base/bisect';
import { hexOfWords } from '../../base/hex';
import { signedAddress } from '../../base/signedAddress';
import { PAGE_BYTES } from '../../kvm/pageBytes';
import type { IdlePeriod, PeriodTable } from '../idle/PeriodTable';
import type { FaultReader, PageFault } from './FaultReader';
import { pageKey } from './pageKey';

/** Numbers of vCPUs of a VM are below. */
const VCPUS = 2 ** 32;

/** The store that ended an idle period. */
export interface WakingStore {
  /** vCPU that stored. */
  readonly vcpu: number;
  /** `0x…` */
  readonly gpa: string;
  /** Line of the page that was stored into. */
  readonly line: number;
  /** Of its exit. */
  readonly atNs: number;
  /** Instruction that stored, as `base/signedAddress` holds it; 0: not recorded. */
  readonly rip: number;
}

/** Idle periods of a vCPU, and by their starts the stores that ended them. */
interface VcpuPeriods {
  readonly starts: number[];
  readonly ends: number[];
  readonly stores: Map<number, WakingStore>;
}

/**
 * Which stores into protected pages ended which idle periods, both ways: the writer's thread woke the
 * vCPU, or accepted an interrupt for it, before it entered its guest again (F.7).
 */
export class StoreWakes {
  /** By VM and vCPU. */
  private readonly periods = new Map<number, VcpuPeriods>();
  /** By page: idle periods that stores into it ended. */
  private readonly ended = new Map<number, number>();

  constructor(reader: FaultReader, table: PeriodTable, lineBytes: number) {
    const waking: number[] = [];
    for (let index = 0; index < reader.table.length; index++) {
      if (reader.table.wokeVcpu(index)) waking.push(index);
    }
    if (waking.length === 0) return;
    for (let position = 0; position < table.length; position++) {
      const { vm, vcpu } = table.refOf(position);
      const endNs = table.endNs(position);
      const key = vm * VCPUS + vcpu;
      let known = this.periods.get(key);
      if (known === undefined) {
        this.periods.set(key, (known = { starts: [], ends: [], stores: new Map() }));
      }
      known.starts.push(table.startNs(position));
      known.ends.push(endNs < 0 ? Infinity : endNs);
    }
    for (const index of waking) {
      const fault = reader.at(index);
      if (fault?.isStore !== true) continue;
      const startNs = this.endedBy(fault);
      if (startNs === undefined) continue;
      const { gpaHigh, gpaLow, ripHigh, ripLow, vm, vcpu, woke, exitNs } = fault;
      const line = Math.floor((gpaLow % PAGE_BYTES) / lineBytes);
      const gpa = hexOfWords(gpaHigh, gpaLow);
      const { stores } = this.periods.get(vm * VCPUS + woke)!;
      if (!stores.has(startNs)) {
        const page = pageKey(vm, fault.gfn);
        this.ended.set(page, (this.ended.get(page) ?? 0) + 1);
      }
      stores.set(startNs, { vcpu, gpa, line, atNs: exitNs, rip: signedAddress(ripHigh, ripLow) });
    }
  }

  /** Idle periods that stores into a page ended; `page`: by VM and page. */
  endedOn(page: number): number {
    return this.ended.get(page) ?? 0;
  }

  /** Start of the idle period that a store ended: its vCPU was idle when the store left the guest. undefined: none is known. */
  endedBy({ vm, woke, exitNs }: PageFault): number | undefined {
    const of = this.periods.get(vm * VCPUS + woke);
    if (of === undefined) return undefined;
    const at = lowerBound(of.starts, exitNs) - 1;
    return at >= 0 && of.ends[at]! >= exitNs ? of.starts[at] : undefined;
  }

  /** Whether an idle period that is known ended by this store. */
  isEnder(fault: PageFault): boolean {
    const { vm, vcpu, woke, exitNs } = fault;
    const startNs = this.endedBy(fault);
    if (startNs === undefined) return false;
    const store = this.storeOf({ vm, vcpu: woke, startNs });
    return store?.vcpu === vcpu && store.atNs === exitNs;
  }

  /** The store that ended a period; undefined: none did, or it is not told. */
  storeOf({
    vm,
    vcpu,
    startNs,
  }: Pick<IdlePeriod, 'vm' | 'vcpu' | 'startNs'>): WakingStore | undefined {
    return this.periods.size === 0
      ? undefined
      : this.periods.get(vm * VCPUS + vcpu)?.stores.get(startNs);
  }
}
