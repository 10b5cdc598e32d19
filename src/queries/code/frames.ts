import type { CodeFrame } from '../../protocol/code';
import type { SourceFrame } from '../../symbols/LineTable';

/** Frames as they are told to who asks: what is not known is null. */
export function codeFrames(frames: readonly SourceFrame[]): readonly CodeFrame[] {
  return frames.map((frame) => ({
    function: frame.function ?? null,
    file: frame.file ?? null,
    line: frame.line ?? null,
    column: frame.column ?? null,
  }));
}
