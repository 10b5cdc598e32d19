/** Name of the editor in package.json, by default for what trace-cmd and perf call their files. */
export const traceViewType = 'exitscope.trace';
/**
 * The same editor on request, for any other `*.dat` and for texts: a custom editor has one priority
 * for all its patterns. The pattern of `*.dat` spells out "not trace.dat, not *.trace.dat", else VS
 * Code would list Exitscope twice for those.
 */
export const anyFileViewType = 'exitscope.anyFile';

/** By which of the two a file is opened: VS Code shows an editor's name for the files it is meant for. */
export function viewTypeOf(fileName: string): string {
  return isRecording(fileName) ? traceViewType : anyFileViewType;
}

/** Opens in Exitscope by default, as package.json says. */
export function isRecording(fileName: string): boolean {
  return /^((.*\.)?(trace\.dat|perf\.data)|(trace\.dat|perf\.data)\..*)$/i.test(fileName);
}
