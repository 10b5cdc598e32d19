const MOST_NAMES = 3;
const MOST_EDITS = 3;

/** Names that may have been meant, closest first: a few letters apart, or one within the other. */
export function closeNames(wanted: string, names: readonly string[]): readonly string[] {
  const text = wanted.toLowerCase().slice(0, 64);
  if (text === '') return [];
  return [...new Set(names)]
    .map((name) => ({ name, distance: distanceOf(text, name.toLowerCase()) }))
    .filter(({ distance }) => distance <= MOST_EDITS)
    .sort((a, b) => a.distance - b.distance || (a.name < b.name ? -1 : 1))
    .slice(0, MOST_NAMES)
    .map(({ name }) => name);
}

function distanceOf(wanted: string, name: string): number {
  const edits = editDistance(wanted, name);
  // Of short names everything is a few letters away.
  if (edits <= Math.min(MOST_EDITS, wanted.length / 2)) return edits;
  return wanted.length >= 3 && name.includes(wanted) ? MOST_EDITS : Infinity;
}

/** Letters to insert, remove or replace (Levenshtein). */
function editDistance(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const current = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = previous[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1);
      current.push(Math.min(replaced, previous[j]! + 1, current[j - 1]! + 1));
    }
    previous = current;
  }
  return previous[b.length]!;
}
