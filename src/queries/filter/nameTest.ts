import type { FilterTerm } from './FilterExpression';

/**
 * Compares names without regard to case: `=` and `!=` with whole names, in which `*` stands for
 * anything; `~` with parts of names.
 */
export function nameTest(term: Pick<FilterTerm, 'operator' | 'values'>): (name: string) => boolean {
  const wanted = term.values.map((value) => value.toLowerCase());
  const parts = wanted.map((value) => value.split('*'));
  return (name) => {
    const lower = name.toLowerCase();
    if (term.operator === '~') return wanted.some((part) => lower.includes(part));
    return parts.some((pieces) => matchesPieces(lower, pieces)) === (term.operator === '=');
  };
}

/** The pieces between the `*` must follow each other; first and last are bound to the ends. No backtracking. */
function matchesPieces(name: string, pieces: readonly string[]): boolean {
  const first = pieces[0] ?? '';
  const last = pieces.at(-1) ?? '';
  if (pieces.length === 1) return name === first;
  if (!name.startsWith(first) || !name.endsWith(last)) return false;
  const end = name.length - last.length;
  let at = first.length;
  for (const piece of pieces.slice(1, -1)) {
    const found = name.indexOf(piece, at);
    if (found < 0) return false;
    at = found + piece.length;
  }
  return at <= end;
}
