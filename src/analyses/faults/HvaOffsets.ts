import { PAGE_BYTES } from '../../kvm/pageBytes';

/** Votes before an offset is believed (F.4). */
const LEAST_VOTES = 3;
const MOST_OFFSETS = 256;
/** A memslot may reach that far beyond the pages that told of it: 1 GiB. */
const SLOT_REACH = 1 << 18;

interface Offset {
  votes: number;
  firstGfn: number;
  lastGfn: number;
}

/** Learns where guests' pages are in user space's memory, which no event tells: domain reference F.4. */
export class HvaOffsets {
  /** By host-virtual minus guest-physical address. */
  private readonly offsets = new Map<number, Offset>();
  /** Whether any is believed. */
  isLearned = false;

  /** A page was unmapped in user space's memory while this guest page was handled. */
  vote(hva: number, gfn: number): void {
    const key = hva - gfn * PAGE_BYTES;
    const known = this.offsets.get(key);
    if (known !== undefined) {
      known.votes++;
      this.isLearned ||= known.votes >= LEAST_VOTES;
      known.firstGfn = Math.min(known.firstGfn, gfn);
      known.lastGfn = Math.max(known.lastGfn, gfn);
    } else if (this.offsets.size < MOST_OFFSETS) {
      this.offsets.set(key, { votes: 1, firstGfn: gfn, lastGfn: gfn });
    }
  }

  /** Guest page at a host-virtual address; -1: not learned, or in two slots. */
  gfnOf(hva: number): number {
    let found = -1;
    for (const [key, { votes, firstGfn, lastGfn }] of this.offsets) {
      if (votes < LEAST_VOTES) continue;
      const gfn = Math.floor((hva - key) / PAGE_BYTES);
      if (gfn < 0 || gfn < firstGfn - SLOT_REACH || gfn > lastGfn + SLOT_REACH) continue;
      if (found >= 0 && found !== gfn) return -1;
      found = gfn;
    }
    return found;
  }
}
