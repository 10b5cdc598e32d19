import { atOnce } from '../src/base/steps';
import { symbolFiles } from '../src/engine/node/symbolFiles';
import { openLines } from '../src/engine/openLines';
import { resolvedRows } from '../src/queries/hot/resolvedRows';
import { placeSymbols } from '../src/symbols/placing/placeSymbols';

/** How long answers took one after the other, of which the first opens the debug information. */
export interface AnswerTimes {
  readonly wallMs: readonly number[];
  readonly cpuMs: readonly number[];
  readonly peakMb: number;
}

/** `node laterAnswers.js IMAGE ADDRESS...`: addresses as `base/signedAddress` holds them. Prints `AnswerTimes`. */
async function main([image, ...addresses]: readonly string[]): Promise<void> {
  const files = await symbolFiles([image!]);
  const facts = { slide: undefined, exits: undefined, recorded: undefined, decoder: undefined };
  const symbols = atOnce(placeSymbols(files, facts, openLines));
  const wallMs: number[] = [];
  const cpuMs: number[] = [];
  for (const address of addresses) {
    const startMs = performance.now();
    const start = process.cpuUsage();
    resolvedRows(symbols, [Number(address)]);
    const { user, system } = process.cpuUsage(start);
    wallMs.push(performance.now() - startMs);
    cpuMs.push((user + system) / 1000);
  }
  const peakMb = process.resourceUsage().maxRSS / 1024;
  console.log(JSON.stringify({ wallMs, cpuMs, peakMb } satisfies AnswerTimes));
}

void main(process.argv.slice(2));
