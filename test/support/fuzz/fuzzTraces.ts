import { messageOf } from '../../../src/base/messageOf';
import type { ByteSource, Decompressor } from '../../../src/formats/ByteSource';
import { memorySource } from '../../../src/formats/memorySource';
import { exerciseTrace } from './exerciseTrace';
import type { FuzzInput } from './fuzzInputs';
import { MemoryPeak } from './MemoryPeak';
import { mutated } from './mutated';
import { SeededRandom } from './SeededRandom';
import { trackedStreams } from './trackedStreams';

/** A hang, not slowness: the largest input takes well below a tenth of it on a busy machine. */
const MOST_MS_A_CASE = 10_000;
const MOST_GROWN_BYTES = 300 << 20;

export interface FuzzOptions {
  readonly inputs: readonly FuzzInput[];
  readonly decompressor: Decompressor;
  readonly seed: number;
  readonly firstCase: number;
  /** Asked before each case. */
  readonly goesOn: (caseNumber: number) => boolean;
}

export interface FuzzReport {
  readonly cases: number;
  readonly opened: number;
  readonly refused: number;
  /** Opened without events lost or anything to complain of: the damage was nowhere that is read. */
  readonly unnoticed: number;
  /** By which the process grew at most during one case. */
  readonly grownBytes: number;
}

/** The damaged recording of a case: the same for the same seed and number. */
export function fuzzCase(
  inputs: readonly FuzzInput[],
  seed: number,
  caseNumber: number,
): { readonly source: ByteSource; readonly how: string } {
  const random = new SeededRandom(seed * 0x9e37_79b1 + caseNumber * 0x85eb_ca6b);
  const { name, bytes, beside } = random.pick(inputs);
  const donor = random.pick(inputs).bytes;
  if (beside === undefined) {
    const { bytes: damaged, how } = mutated(bytes, donor, random);
    return { source: memorySource('fuzzed', damaged), how: `${name}: ${how}` };
  }
  const isMain = random.below(2) === 0;
  const { bytes: damaged, how } = mutated(isMain ? bytes : beside, donor, random);
  const [main, part] = isMain ? [damaged, beside] : [bytes, damaged];
  const parts = [memorySource('fuzzed.0', part)];
  return { source: { ...memorySource('fuzzed', main), parts }, how: `${name}: ${how}` };
}

/** Opens one damaged recording after the other; throws at the first that breaks a promise. */
export function fuzzTraces(options: FuzzOptions): FuzzReport {
  const { inputs, decompressor, seed } = options;
  const memory = new MemoryPeak();
  let opened = 0;
  let unnoticed = 0;
  let caseNumber = options.firstCase;
  for (; options.goesOn(caseNumber); caseNumber++) {
    const { source, how } = fuzzCase(inputs, seed, caseNumber);
    const streams = trackedStreams(decompressor);
    const startedAt = performance.now();
    try {
      const grownBytes = memory.during(() => {
        const exercise = exerciseTrace(streams.decompressor, source);
        if (exercise.outcome === 'opened') opened++;
        if (exercise.outcome === 'opened' && exercise.diagnostics === 0) unnoticed++;
      });
      const tookMs = performance.now() - startedAt;
      if (tookMs > MOST_MS_A_CASE) throw new Error(`it took ${Math.round(tookMs)} ms`);
      if (grownBytes > MOST_GROWN_BYTES) throw new Error(`memory grew by ${grownBytes} bytes`);
      streams.closeAll();
    } catch (error) {
      const reason = messageOf(error);
      throw new Error(`seed ${seed}, case ${caseNumber} (${how}): ${reason}`, { cause: error });
    }
  }
  const cases = caseNumber - options.firstCase;
  return { cases, opened, refused: cases - opened, unnoticed, grownBytes: memory.mostBytes };
}
