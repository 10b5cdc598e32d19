import { openSources } from '../../src/engine/openSources';
import type { SessionOptions } from '../../src/engine/SessionApi';
import { TraceSession } from '../../src/engine/TraceSession';
import type { ByteSource, Decompressor } from '../../src/formats/ByteSource';
import { noSymbolFiles } from './noSymbolFiles';

/** A session of one file, as the editor's worker makes it; nothing is loaded yet. `options`: what is otherwise. */
export function madeSession(
  source: ByteSource,
  decompressor: Decompressor,
  { tscKhz, ...options }: Partial<SessionOptions> & { readonly tscKhz?: number } = {},
): TraceSession {
  return new TraceSession({
    open: () => openSources([{ options: { source, decompressor, tscKhz } }]),
    totalBytes: source.size,
    memoryLimitBytes: 1 << 30,
    onLoad: () => undefined,
    breathe: () => Promise.resolve(),
    companions: [],
    problems: () => [],
    nearby: () => Promise.resolve([]),
    symbolFiles: noSymbolFiles,
    ...options,
  });
}
