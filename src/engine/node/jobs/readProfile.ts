import { noPause } from '../../../base/steps';
import { readDistance } from '../../../base/hex';
import { isSameHeader } from '../../../base/tableColumns';
import type { RunProfile } from '../../../protocol/compare';
import { decoderOf } from '../../decoderOf';
import { factsOf } from '../../factsOf';
import { profileNeeds } from '../../needs';
import { openLines } from '../../openLines';
import { OpenTrace } from '../../OpenTrace';
import { parametersFrom } from '../../parametersFrom';
import { profilePasses } from '../../passes';
import { finishPasses, takeBlock } from '../../readThrough';
import { runProfile } from '../../runProfile';
import { KeptSymbolFiles } from '../KeptSymbolFiles';
import { SessionSources } from '../SessionSources';
import type { ProfileJob } from './Job';

/** Events between two words on how far reading is: some tens of ms. */
const EVENTS_A_STEP = 1 << 17;

/**
 * Reads a run in one forward pass that keeps one block of events at a time, whether its trace is open
 * in an editor or not: the columns of an editor's session are some hundred times as large as a profile.
 * Throws an `UnreadableFile` when nothing of the file can be shown.
 */
export async function readProfile(
  { file, companions, tscKhz, namedTables, parameters, symbols }: ProfileJob,
  progress: (doneBytes: number, totalBytes: number) => void,
): Promise<RunProfile> {
  const sources = await SessionSources.of(file, companions, {
    tscKhz,
    columnsOf: (header) => namedTables.find((table) => isSameHeader(table.header, header))?.columns,
  });
  const trace = new OpenTrace({
    ...profileNeeds,
    open: () => sources.open(),
    parameters: parametersFrom(parameters),
  });
  const passes = profilePasses(trace, 0);
  while (trace.read(EVENTS_A_STEP, (block) => takeBlock(passes, block, trace))) {
    progress(trace.reader.doneBytes, trace.reader.totalBytes);
  }
  finishPasses(passes, trace);
  const files = new KeptSymbolFiles(noPause);
  const { read } = await files.read(symbols.files.map(({ path }) => path));
  const slides = new Map(symbols.slides.map(({ vm, slide }) => [vm, readDistance(slide)]));
  const facts = factsOf(trace, passes);
  const given = symbols.files.flatMap(({ path, vm }) => {
    const found = read.get(path);
    return found === undefined ? [] : [{ file: found, vm: vm ?? undefined }];
  });
  return runProfile(
    trace,
    passes,
    {
      given,
      filesOfGuests: await files.ofGuests(trace.sources),
      slideOf: (vm) => slides.get(vm),
      openLines,
      decoder: await decoderOf(given),
    },
    facts,
  );
}
