import { hexOfSigned } from '../../base/signedAddress';
import type { GuestSymbols } from '../../symbols/GuestSymbols';
import { framesJson } from './hotJson';
import { imagesJson } from './imagesJson';

/** Outside checks rely on it. `addresses` as `base/signedAddress` holds them. */
export function resolveJson(symbols: GuestSymbols, addresses: readonly number[]): unknown {
  return {
    schema: 'exitscope.resolve/1',
    images: imagesJson(null, symbols),
    rows: addresses.map((address) => {
      const place = symbols.find(address);
      return {
        addr: hexOfSigned(address),
        symbol: place?.name ?? null,
        offset: place?.offset ?? null,
        module: place?.module ?? null,
        size: place?.bytes ?? null,
        image: place?.image.path ?? null,
        frames: framesJson(symbols.frames(address)),
      };
    }),
  };
}
