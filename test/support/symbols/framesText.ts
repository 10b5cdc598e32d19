import { hexOfSigned } from '../../../src/base/signedAddress';
import type { SourceFrame } from '../../../src/symbols/LineTable';

/** `put /src/rings.h:24, put_word /src/fill.c:22`; what is not known is `?`. Columns are left out: addr2line has none. */
export function framesText(frames: readonly SourceFrame[]): string {
  return frames
    .map(({ function: name, file, line }) => `${name ?? '?'} ${file ?? '?'}:${line ?? '?'}`)
    .join(', ');
}

/** Functions and lines along a range, a row for each run of addresses with the same: how they are kept. */
export function framesRuns(addresses: readonly number[], texts: readonly string[]): string {
  const runs = addresses.flatMap((address, index) =>
    index > 0 && texts[index] === texts[index - 1]
      ? []
      : [`${hexOfSigned(address)} ${texts[index]!}\n`],
  );
  return runs.join('');
}
