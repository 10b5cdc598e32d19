import { baseName } from '../../base/baseName';
import type { CodeFrame } from '../../protocol/code';

/** A frame whose line is known. */
export interface LineFrame extends CodeFrame {
  readonly file: string;
  readonly line: number;
}

/** Those frames that lead to a line, innermost first. */
export function lineFrames(frames: readonly CodeFrame[]): readonly LineFrame[] {
  return frames.filter(
    (frame): frame is LineFrame => frame.file !== null && frame.line !== null && frame.line > 0,
  );
}

/** `process.c:735`. */
export function lineText({ file, line }: LineFrame): string {
  return `${baseName(file)}:${line}`;
}

/** How a frame comes to be where it is: `mwait_idle inlined into default_idle at process.c:735`; '': it is no frame, or the outermost. */
export function inlinedText(frames: readonly LineFrame[], at: number): string {
  const [frame, caller] = [frames[at], frames[at + 1]];
  if (frame === undefined || caller === undefined) return '';
  return `${nameOf(frame)} inlined into ${nameOf(caller)} at ${lineText(caller)}`;
}

export function nameOf({ function: name }: CodeFrame): string {
  return name ?? 'a function without a name';
}
