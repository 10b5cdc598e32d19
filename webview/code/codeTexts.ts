import { baseName } from '../../src/base/baseName';
import { hex } from '../../src/base/hex';
import type { CodeFrame } from '../../src/protocol/code';

interface NamedCode {
  readonly symbol: string | null;
  readonly offset: number | null;
  readonly module: string | null;
}

/** `native_safe_halt+0xb`, `poll_dp [virtio_net]`; undefined: no symbol is known. */
export function symbolText({ symbol, offset, module }: NamedCode): string | undefined {
  if (symbol === null) return undefined;
  const at = offset === null || offset === 0 ? '' : `+${hex(offset)}`;
  return `${symbol}${at}${module === null ? '' : ` [${module}]`}`;
}

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
