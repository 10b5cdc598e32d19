import type { ByteSource } from '../ByteSource';
import { latin1 } from '../text';
import { elfBytes, elfError, elfSize } from './elfBytes';

const SECTION_BYTES = 64;
/** Names of 100,000 sections, each of a hundred characters. */
const MOST_NAME_BYTES = 1 << 24;
/** Longer ones are cut: names that never end would be gone through for each section again. */
const MOST_SECTION_NAME_BYTES = 1 << 10;

/** Tells a section's name by its place in the table of names, which is section `index`; '' without one. */
export function sectionNames(
  source: ByteSource,
  headers: DataView,
  count: number,
  index: number,
): (place: number) => string {
  if (index === 0 || index >= count) return () => '';
  const offset = elfSize(headers, index * SECTION_BYTES + 24);
  const bytes = elfSize(headers, index * SECTION_BYTES + 32);
  if (bytes > MOST_NAME_BYTES) {
    throw elfError('section names', offset, `says they have ${bytes} bytes`);
  }
  const table = elfBytes(source, 'section names', offset, bytes);
  return (place) => {
    const name = table.subarray(place, place + MOST_SECTION_NAME_BYTES);
    const end = name.indexOf(0);
    return latin1(end < 0 ? name : name.subarray(0, end));
  };
}
