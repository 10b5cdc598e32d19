/** Lines that a document shows instead of a disassembly: comments, as its grammar has them. */
function comments(sentences: readonly string[]): string {
  return sentences.map((sentence) => `; ${sentence.replaceAll(/\s+/g, ' ')}\n`).join('');
}

/** The second line leads to the recording. */
export function notOpenText(recording: string): string {
  return comments([`The disassembly is shown once its recording is open.`, `Open ${recording}`]);
}

/** `why`: what lacks, in a sentence, where that is known. */
export function notKnownText(start: string, why: string | undefined): string {
  return comments([
    `${start}: no code is known there (any more), so there is nothing to disassemble.`,
    ...(why === undefined ? [] : [why]),
    'Give the trace the guest’s kernel or program (an ELF file with code): “Exitscope: Add Guest Symbols…”.',
  ]);
}
