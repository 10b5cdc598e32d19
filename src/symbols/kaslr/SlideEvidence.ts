import { exitInstruction } from '../../kvm/exitInstructions';
import type { ExitInstruction } from '../../kvm/exitInstructions';
import type { Isa } from '../../kvm/exitReasons';

/** Where a guest exited, and why; a place may occur several times. */
export interface ExitPlace {
  readonly isa: Isa | undefined;
  /** Basic exit code. */
  readonly code: number;
  /** As `base/signedAddress` holds it. */
  readonly rip: number;
  readonly count: number;
}

/** An instruction that must stand at an address of the guest. */
export interface Vote {
  readonly instruction: ExitInstruction;
  readonly rip: number;
  /** Of the votes of one piece of code together, 1. */
  readonly weight: number;
}

/** What a guest's exits tell of its code. */
export interface SlideEvidence {
  readonly votes: readonly Vote[];
  /** Places where code must stand, whatever it is. */
  readonly code: readonly number[];
}

/** Exits that say the same: their code is one function's, and none is independent of the others. */
const ONE_PIECE_BYTES = 32;
/** More tell nothing that these do not. */
const MOST_VOTES = 64;
const MOST_CODE = 256;

/**
 * Votes by distinct places, not by exits: a million exits of one HLT say no more than one. `holds`:
 * whether an address is in the range that the code is looked for in.
 */
export function slideEvidence(
  places: readonly ExitPlace[],
  holds: (rip: number) => boolean,
): SlideEvidence {
  const byInstruction = new Map<ExitInstruction, Map<number, number>>();
  const code = new Map<number, number>();
  for (const { isa, code: exitCode, rip, count } of places) {
    if (!holds(rip)) continue;
    add(code, rip, count);
    const instruction = exitInstruction(isa, exitCode);
    if (instruction === undefined) continue;
    let rips = byInstruction.get(instruction);
    if (rips === undefined) byInstruction.set(instruction, (rips = new Map<number, number>()));
    add(rips, rip, count);
  }
  const votes = [...byInstruction].flatMap(([instruction, rips]) =>
    weighted(instruction, mostOf(rips, MOST_VOTES)),
  );
  return { votes, code: mostOf(code, MOST_CODE) };
}

function add(counts: Map<number, number>, rip: number, count: number): void {
  counts.set(rip, (counts.get(rip) ?? 0) + count);
}

/** Those with most exits, by address. */
function mostOf(counts: ReadonlyMap<number, number>, limit: number): readonly number[] {
  const most = [...counts].sort((a, b) => b[1] - a[1] || a[0] - b[0]).slice(0, limit);
  return most.map(([rip]) => rip).sort((a, b) => a - b);
}

function weighted(instruction: ExitInstruction, rips: readonly number[]): readonly Vote[] {
  const votes: Vote[] = [];
  for (let first = 0; first < rips.length;) {
    let end = first + 1;
    while (end < rips.length && rips[end]! - rips[first]! < ONE_PIECE_BYTES) end++;
    const weight = 1 / (end - first);
    for (const rip of rips.slice(first, end)) votes.push({ instruction, rip, weight });
    first = end;
  }
  return votes;
}
