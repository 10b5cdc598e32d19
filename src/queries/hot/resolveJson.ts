import { hexOfSigned } from '../../base/signedAddress';
import { framesJson } from './hotJson';
import type { ImageRow } from './imageRows';
import { imagesJson } from './imagesJson';
import type { ResolvedRow } from './resolvedRows';

/** docs/symbols.md describes it; outside checks rely on it. */
export function resolveJson(images: readonly ImageRow[], rows: readonly ResolvedRow[]): unknown {
  return {
    schema: 'exitscope.resolve/1',
    images: imagesJson(images),
    rows: rows.map((row) => ({
      addr: hexOfSigned(row.address),
      symbol: row.symbol ?? null,
      offset: row.offset ?? null,
      module: row.module ?? null,
      size: row.bytes ?? null,
      image: row.image ?? null,
      frames: framesJson(row.frames),
    })),
  };
}
