/** Name of the editor in package.json, by default for what trace-cmd calls its files. */
export const traceViewType = 'exitscope.trace';
/**
 * The same editor on request, for any other `*.dat`: a custom editor has one priority for all its
 * patterns. The pattern spells out "not trace.dat, not *.trace.dat", else VS Code would list
 * Exitscope twice for those.
 */
export const anyDatViewType = 'exitscope.anyDat';

/** By which of the two a file is opened: VS Code shows an editor's name for the files it is meant for. */
export function viewTypeOf(fileName: string): string {
  return /\.dat$/i.test(fileName) && !isRecording(fileName) ? anyDatViewType : traceViewType;
}

/** Opens in Exitscope by default, as package.json says. */
export function isRecording(fileName: string): boolean {
  return /^((.*\.)?trace\.dat|trace\.dat\..*)$/i.test(fileName);
}
