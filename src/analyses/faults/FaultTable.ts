import { packedNs, unpackedNs } from '../../base/packedNs';
import { TWO_32 } from '../../base/twoTo32';
import { PAGE_BYTES } from '../../kvm/pageBytes';
import { DOWNGRADES } from './Downgrades';
import type { Downgrade } from './Downgrades';
import { FAULT_CAUSES, FAULT_REASONS, FAULT_REPAIRS } from './faultCause';
import type { FaultCause, FaultReason, FaultRepair } from './faultCause';

/** One page fault of a vCPU. Times in ns since the first event; -1: not recorded. */
export interface FoundFault {
  binding: number;
  exitNs: number;
  /** From the exit to the next entry, without what the thread was kept from its host CPU. */
  costNs: number;
  /** Of this, how long the thread slept. */
  sleptNs: number;
  gpaLow: number;
  gpaHigh: number;
  /** False: no event tells the address, or it is a guest-virtual one. */
  hasGpa: boolean;
  ripLow: number;
  ripHigh: number;
  /** The access, as the exit or kvm_page_fault tells it. */
  codeLow: number;
  codeHigh: number;
  isEpt: boolean;
  cause: FaultCause;
  rank: number;
  reason: FaultReason;
  repair: FaultRepair;
  /** A store into a page whose entry forbade it. */
  isStore: boolean;
  /** The same access again, which the fault before did not let through. */
  isRetry: boolean;
  /** vCPU id that was woken before the next entry; -1: none. */
  woke: number;
  /** Number of the thread that took the entry away before; -1: none was seen. */
  actor: number;
  did: Downgrade;
  /** Lane that had mapped the page, where this vCPU had not; -1: none. */
  mapper: number;
}

/** Words of a row. */
const At = {
  binding: 0,
  cost: 1,
  slept: 2,
  gpaLow: 3,
  gpaHigh: 4,
  ripLow: 5,
  ripHigh: 6,
  codeLow: 7,
  codeHigh: 8,
  verdict: 9,
  flags: 10,
  woke: 11,
  actor: 12,
  mapper: 13,
} as const;
const WORDS = 14;
/** -1 as a word. */
const NONE = 0xffffffff;
const Flag = { hasGpa: 1, isEpt: 2, isStore: 4, isRetry: 8 } as const;
/** Where what an actor did stands among the flags. */
const DID_SHIFT = 8;
/** Faults that are kept one by one: first touches and the like leave room for those that tell of a conflict. */
const MOST_ORDINARY = 1 << 19;
const MOST = 1 << 20;
const ordinary: ReadonlySet<FaultCause> = new Set(['cold', 'mmio', 'unknown']);

/** Rows of a chunk, a power of two: one array that grew would be copied again and again. */
const CHUNK_SHIFT = 14;
const CHUNK_MASK = (1 << CHUNK_SHIFT) - 1;

/** Page faults in the order that they ended, 64 bytes each. Bounded: more are counted. */
export class FaultTable {
  length = 0;
  /** Faults that found no room. */
  leftOut = 0;
  /** By chunk. */
  private readonly exits: Float64Array[] = [];
  private readonly words: Uint32Array[] = [];

  push(found: FoundFault): void {
    if (this.length >= (ordinary.has(found.cause) ? MOST_ORDINARY : MOST)) {
      this.leftOut++;
      return;
    }
    const at = this.length & CHUNK_MASK;
    if (at === 0) this.addChunk();
    const words = this.words.at(-1)!;
    const row = at * WORDS;
    this.exits.at(-1)![at] = found.exitNs;
    this.length++;
    words[row + At.binding] = found.binding;
    words[row + At.cost] = packedNs(found.costNs);
    words[row + At.slept] = packedNs(found.sleptNs);
    words[row + At.gpaLow] = found.gpaLow;
    words[row + At.gpaHigh] = found.gpaHigh;
    words[row + At.ripLow] = found.ripLow;
    words[row + At.ripHigh] = found.ripHigh;
    words[row + At.codeLow] = found.codeLow;
    words[row + At.codeHigh] = found.codeHigh;
    words[row + At.verdict] =
      FAULT_CAUSES.indexOf(found.cause) |
      (FAULT_REASONS.indexOf(found.reason) << 8) |
      (FAULT_REPAIRS.indexOf(found.repair) << 16) |
      (found.rank << 24);
    words[row + At.flags] = flagsOf(found);
    words[row + At.woke] = found.woke;
    words[row + At.actor] = found.actor;
    words[row + At.mapper] = found.mapper;
  }

  exitNs(index: number): number {
    return this.exits[index >>> CHUNK_SHIFT]![index & CHUNK_MASK]!;
  }

  bindingOf(index: number): number {
    return this.wordOf(index, At.binding);
  }

  /** Whether another vCPU was woken before the next entry. */
  wokeVcpu(index: number): boolean {
    return this.wordOf(index, At.woke) !== NONE;
  }

  /** Whether it stored into a page that was protected against that. */
  isStore(index: number): boolean {
    return (this.wordOf(index, At.flags) & Flag.isStore) !== 0;
  }

  /** Guest page number; -1: not told. */
  gfnOf(index: number): number {
    if ((this.wordOf(index, At.flags) & Flag.hasGpa) === 0) return -1;
    return gfnOfWords(this.wordOf(index, At.gpaLow), this.wordOf(index, At.gpaHigh));
  }

  /** Fills `into` with a fault. */
  read(index: number, into: FoundFault): FoundFault {
    const words = this.words[index >>> CHUNK_SHIFT]!;
    const row = (index & CHUNK_MASK) * WORDS;
    const flags = words[row + At.flags]!;
    const verdict = words[row + At.verdict]!;
    into.exitNs = this.exitNs(index);
    into.binding = words[row + At.binding]!;
    into.costNs = unpackedNs(words[row + At.cost]!);
    into.sleptNs = unpackedNs(words[row + At.slept]!);
    into.gpaLow = words[row + At.gpaLow]!;
    into.gpaHigh = words[row + At.gpaHigh]!;
    into.hasGpa = (flags & Flag.hasGpa) !== 0;
    into.ripLow = words[row + At.ripLow]!;
    into.ripHigh = words[row + At.ripHigh]!;
    into.codeLow = words[row + At.codeLow]!;
    into.codeHigh = words[row + At.codeHigh]!;
    into.isEpt = (flags & Flag.isEpt) !== 0;
    into.isStore = (flags & Flag.isStore) !== 0;
    into.isRetry = (flags & Flag.isRetry) !== 0;
    into.did = DOWNGRADES[flags >>> DID_SHIFT]!;
    into.cause = FAULT_CAUSES[verdict & 0xff]!;
    into.reason = FAULT_REASONS[(verdict >>> 8) & 0xff]!;
    into.repair = FAULT_REPAIRS[(verdict >>> 16) & 0xff]!;
    into.rank = verdict >>> 24;
    into.woke = words[row + At.woke]! | 0;
    into.actor = words[row + At.actor]! | 0;
    into.mapper = words[row + At.mapper]! | 0;
    return into;
  }

  private wordOf(index: number, word: number): number {
    return this.words[index >>> CHUNK_SHIFT]![(index & CHUNK_MASK) * WORDS + word]!;
  }

  private addChunk(): void {
    this.exits.push(new Float64Array(1 << CHUNK_SHIFT));
    this.words.push(new Uint32Array(WORDS << CHUNK_SHIFT));
  }
}

/** Guest page number of an address in two words. */
export function gfnOfWords(low: number, high: number): number {
  return high * (TWO_32 / PAGE_BYTES) + Math.floor(low / PAGE_BYTES);
}

/** A fault of which nothing is known yet. */
export function emptyFault(): FoundFault {
  return {
    binding: -1,
    exitNs: 0,
    costNs: -1,
    sleptNs: 0,
    gpaLow: 0,
    gpaHigh: 0,
    hasGpa: false,
    ripLow: 0,
    ripHigh: 0,
    codeLow: 0,
    codeHigh: 0,
    isEpt: false,
    cause: 'unknown',
    rank: 0,
    reason: 'nothing-seen',
    repair: 'none',
    isStore: false,
    isRetry: false,
    woke: -1,
    actor: -1,
    did: 'unmapped',
    mapper: -1,
  };
}

function flagsOf(found: FoundFault): number {
  return (
    (found.hasGpa ? Flag.hasGpa : 0) |
    (found.isEpt ? Flag.isEpt : 0) |
    (found.isStore ? Flag.isStore : 0) |
    (found.isRetry ? Flag.isRetry : 0) |
    (DOWNGRADES.indexOf(found.did) << DID_SHIFT)
  );
}
