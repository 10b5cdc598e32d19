import { baseName } from '../../src/base/baseName';
import type { CodeFrame } from '../../src/protocol/code';

/** `idle.c:72`; undefined: no file is known. */
export function lineText(frame: CodeFrame | undefined): string | undefined {
  if (frame?.file == null) return undefined;
  return `${baseName(frame.file)}${frame.line === null ? '' : `:${frame.line}`}`;
}

/** `native_halt at /src/irqflags.h:72`, as the debug information spells it, or the place alone. */
export function frameText({ function: name, file, line }: CodeFrame): string {
  const where = file === null ? 'an unknown file' : `${file}${line === null ? '' : `:${line}`}`;
  return name === null ? where : `${name} at ${where}`;
}

/** All functions that were inlined at a place, the innermost first. */
export function framesText(frames: readonly CodeFrame[]): string {
  return frames.map(frameText).join(', inlined into ');
}
