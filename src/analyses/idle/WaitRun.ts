import { valueAtRank } from '../../base/quantiles';
import type { AnalysisParameters } from '../../vcpu/AnalysisParameters';

/** Gaps that are remembered to tell what is usual. */
const REMEMBERED_GAPS = 31;
/** So many must be known before a gap is called long. */
const FEWEST_GAPS = 8;
/** Until then a gap as long as this is: exits of nested hosts are that slow (P-3). */
const START_GAP_LIMIT_NS = 1_000_000;
/** A gap of so many usual ones still belongs to a loop (P-3). */
const USUAL_GAPS = 10;
/** Host interrupts in a row that may find the guest elsewhere after a long gap. */
const MOST_STRAYS = 1;

export type WaitKind = 'none' | 'monitor' | 'mwait' | 'pause';

/** A loop of exits by which a guest waits without leaving the CPU: MONITOR and MWAIT, or PAUSE (D.3). */
export class WaitRun {
  isOpen = false;
  isPause = false;
  startNs = 0;
  /** Entry after the latest of its exits. */
  endNs = 0;
  /** Latest entry, after a host interrupt too. */
  enteredNs = 0;
  iterations = 0;
  /** Its latest exit was a MONITOR: one that no MWAIT follows is the guest seeing the write (P-2). */
  endsWithMonitor = false;
  /** An entry followed its latest exit. */
  private hasGoneOn = false;
  ripLow = 0;
  ripHigh = 0;
  /** ns that its thread was displaced from its CPU between its start and `endNs`. */
  displacedNs = 0;
  /** Not yet of the loop: it may have ended before. */
  private pendingNs = 0;
  private readonly gapsNs = new Float64Array(REMEMBERED_GAPS);
  /** The same, for finding their median. */
  private readonly rankedNs = new Float64Array(REMEMBERED_GAPS);
  private gaps = 0;
  private nextGap = 0;
  private strays = 0;
  private limitNs = START_GAP_LIMIT_NS;

  constructor(private readonly parameters: Pick<AnalysisParameters, 'nop_gap' | 'rip_slack'>) {}

  begin(atNs: number, kind: WaitKind, ripLow: number, ripHigh: number): void {
    this.isOpen = true;
    this.isPause = kind === 'pause';
    this.startNs = atNs;
    this.endNs = atNs;
    this.enteredNs = atNs;
    this.iterations = 0;
    this.displacedNs = 0;
    this.pendingNs = 0;
    this.take(kind, ripLow, ripHigh);
  }

  /** One more exit of the loop. */
  take(kind: WaitKind, ripLow: number, ripHigh: number): void {
    this.endsWithMonitor = kind === 'monitor';
    this.hasGoneOn = false;
    this.strays = 0;
    if (kind !== 'monitor') this.iterations++;
    if (this.iterations <= 1) {
      this.ripLow = ripLow;
      this.ripHigh = ripHigh;
    }
  }

  /** Its guest went on after a MONITOR, without any MWAIT and without an interrupt. */
  get sawWrite(): boolean {
    return this.endsWithMonitor && this.hasGoneOn;
  }

  /** An entry, back to the loop. */
  reachTo(atNs: number): void {
    this.endNs = atNs;
    this.hasGoneOn = true;
    this.displacedNs += this.pendingNs;
    this.pendingNs = 0;
  }

  /** Its thread was off its CPU. */
  displaced(awayNs: number): void {
    this.pendingNs += awayNs;
  }

  /** Whether an exit at `atNs` still belongs to the loop, and not to another after the guest did something. */
  reaches(atNs: number, kind: WaitKind): boolean {
    if (this.isPause !== (kind === 'pause')) return false;
    if (kind === 'monitor' && this.endsWithMonitor) return false;
    const gapNs = atNs - this.enteredNs;
    const reaches = gapNs <= this.limitNs;
    this.remember(gapNs);
    return reaches;
  }

  /**
   * Whether the loop goes on after a host interrupt at `atNs`. It does where the guest was at the
   * loop's instruction, or on the way back to it: in kernels that leads through code far away. Found
   * elsewhere once after long, its host CPU may just have been taken away.
   */
  goesOn(atNs: number, ripLow: number, ripHigh: number): boolean {
    const distance = ripLow - this.ripLow;
    const isNear = ripHigh === this.ripHigh && Math.abs(distance) <= this.parameters.rip_slack;
    if (isNear || atNs - this.enteredNs <= this.limitNs) return true;
    this.strays++;
    return this.strays <= MOST_STRAYS;
  }

  /** Whether the guest was found elsewhere after long since the latest exit of the loop. */
  get hasStrayed(): boolean {
    return this.strays > 0;
  }

  private remember(gapNs: number): void {
    this.gapsNs[this.nextGap] = gapNs;
    this.nextGap = (this.nextGap + 1) % REMEMBERED_GAPS;
    this.gaps = Math.min(this.gaps + 1, REMEMBERED_GAPS);
    if (this.gaps < FEWEST_GAPS || this.nextGap % FEWEST_GAPS !== 0) return;
    this.rankedNs.set(this.gapsNs);
    // Gaps that are not there yet are not ranked.
    this.rankedNs.fill(Infinity, this.gaps);
    const usualNs = valueAtRank(this.rankedNs, this.gaps >> 1);
    this.limitNs = Math.max(this.parameters.nop_gap, USUAL_GAPS * usualNs);
  }
}
