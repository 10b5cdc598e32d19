import path from 'node:path';
import { FileSource } from '../../src/engine/node/FileSource';
import { nodeDecompressor } from '../../src/engine/node/nodeDecompressor';
import { openSources } from '../../src/engine/openSources';
import { OpenTrace } from '../../src/engine/OpenTrace';
import { readThrough } from '../../src/engine/readThrough';
import { exitPasses } from '../../src/engine/passes';
import { TraceDatRecording } from '../../src/ingest/tracedat/TraceDatRecording';
import { compareTextExport } from '../../test/support/compareTextExport';
import type { TextLoss } from '../../test/support/compareTextExport';
import type { ReadTrace } from '../../test/support/openTable';
import { scratchFolder } from '../../test/support/scratchFolder';
import { exportText } from './exportText';

/** A way to print a recording, and what it loses: µs are rounded to the nearest. */
interface Printing {
  readonly options: readonly string[];
  readonly loss: TextLoss;
}

/** Of these -R prints the byte that the print format shows. */
const CUT_RAW_FIELDS: ReadonlySet<string> = new Set([
  'kvm_apic_ipi.icr_low',
  'kvm_ioapic_delayed_eoi_inj.e',
  'kvm_ioapic_set_irq.e',
  'kvm_msi_set_irq.data',
]);
const SHIFTED =
  'a guest’s recording: trace-cmd report moves its stamps to the host’s clock, we show them on its own';
const UNREAD = 'trace-cmd cannot read it';
const printings: readonly Printing[] = [
  { options: [], loss: { stamp: 500, fields: 'any' } },
  { options: ['-t'], loss: { stamp: 0, fields: 'any' } },
  { options: ['-N', '-t'], loss: { stamp: 0, fields: 'any' } },
  { options: ['-R', '-t'], loss: { stamp: 0, fields: CUT_RAW_FIELDS } },
  { options: ['-R'], loss: { stamp: 500, fields: CUT_RAW_FIELDS } },
  { options: ['-l'], loss: { stamp: 500, fields: 'any', commLength: 8 } },
];

/**
 * Prints every trace.dat with trace-cmd report in all its ways, reads the texts back, and compares
 * events, fields and exits with the recording's. One line a file; returns how many differ.
 */
export async function verifyTexts(
  program: string,
  folder: string,
  files: readonly string[],
): Promise<number> {
  const printed = path.join(scratchFolder('texts'), 'printed.txt');
  let different = 0;
  for (const file of files) {
    const name = path.relative(folder, file);
    const binary = await openedFile(file);
    const shifted = isShifted(binary);
    const differences = shifted ? undefined : await compareTexts(program, binary, file, printed);
    if (differences === undefined) {
      console.log(`NOT COMPARED  ${name}: ${shifted ? SHIFTED : UNREAD}`);
    } else {
      if (differences.length > 0) different++;
      const verdict = differences.length === 0 ? 'equal' : 'DIFFERENT';
      console.log(`${verdict}  ${name}: printed in ${printings.length} ways and read back`);
      for (const difference of differences) console.log(`    ${difference}`);
    }
    binary.close();
  }
  return different;
}

/** Undefined when trace-cmd cannot read the recording. */
async function compareTexts(
  program: string,
  binary: ReadTrace,
  file: string,
  printed: string,
): Promise<string[] | undefined> {
  const differences: string[] = [];
  for (const { options, loss } of printings) {
    const isPrinted = await exportText(program, ['report', ...options, '-i', file], printed);
    if (!isPrinted) return undefined;
    const text = await openedFile(printed);
    const found = compareTextExport(binary, text, loss);
    differences.push(...found.differences.map((what) => `report ${options.join(' ')}: ${what}`));
    text.close();
  }
  return differences;
}

type OpenedFile = ReadTrace & { readonly close: () => void };

async function openedFile(file: string): Promise<OpenedFile> {
  const source = new FileSource(file);
  const options = { source, decompressor: await nodeDecompressor(), tscKhz: undefined };
  const trace = new OpenTrace({ open: () => openSources([{ options }]), blocks: 'kept' });
  const passes = readThrough(trace, exitPasses(trace, trace.reader.fromNs));
  const close = (): void => {
    source.close();
  };
  return Object.assign(trace, { passes, close });
}

/** Whether trace-cmd moves the stamps to another host's clock (option TIME_SHIFT). */
function isShifted({ sources }: ReadTrace): boolean {
  const { recording } = sources[0]!;
  return recording instanceof TraceDatRecording && recording.file.options.timeShift !== undefined;
}
