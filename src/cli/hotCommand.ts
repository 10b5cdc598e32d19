import { noPause } from '../base/steps';
import { decoderOf } from '../engine/decoderOf';
import { factsOf } from '../engine/factsOf';
import { hotSource } from '../engine/hotSource';
import { hotCauseNeeds, hotNeeds } from '../engine/needs';
import { guestSymbolFiles } from '../engine/node/guestSymbolFiles';
import { symbolFiles } from '../engine/node/symbolFiles';
import { openLines } from '../engine/openLines';
import { hotCausePasses, hotPasses } from '../engine/passes';
import { readThrough } from '../engine/readThrough';
import { imageRows } from '../queries/hot/imageRows';
import { hotJson } from '../queries/hot/hotJson';
import type { CommandArguments } from './arguments';
import { hotRestText, hotText } from './hotText';
import { noVcpuText } from './noVcpuText';
import { openForCommand, warn } from './openForCommand';
import type { Output } from './Output';
import { printable } from './printable';
import { unreadableEnds } from './unreadableEnds';
import { warnOfSymbols } from './warnOfSymbols';

/** `exitscope hot FILE`: where in the guest exits happen, most time first. */
export async function hotCommand(args: CommandArguments, output: Output): Promise<void> {
  const files = await unreadableEnds(() => symbolFiles(args.symbols));
  const { of } = args;
  const trace = await openForCommand(args, of === 'exits' ? hotNeeds : hotCauseNeeds);
  const passes =
    of === 'exits'
      ? readThrough(trace, hotPasses(trace))
      : readThrough(trace, hotCausePasses(trace));
  const facts = factsOf(trace, passes);
  warn(facts);
  const filesOfGuests = await guestSymbolFiles(trace.sources, noPause);
  const given = files.map((file) => ({ file, vm: undefined }));
  const source = hotSource(
    trace,
    passes,
    {
      given,
      filesOfGuests,
      slideOf: () => args.slide,
      openLines,
      decoder: await decoderOf(given),
    },
    of,
  );
  warnOfSymbols(imageRows(source.symbols));
  const text = args.json
    ? `${JSON.stringify(hotJson(source, args.by))}\n`
    : source.rows.length === 0
      ? (noVcpuText(facts) ?? hotRestText(source))
      : hotText(source, args.by, facts.sources[0]!.clock.unit);
  await output.write(printable(text));
}
