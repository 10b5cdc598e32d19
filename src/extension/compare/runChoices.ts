/** A recording that can be picked for a comparison. */
export interface RunChoice {
  readonly uri: string;
  readonly isOpen: boolean;
}

/** The open recordings, then those opened last, without those that are picked already. */
export function runChoices(
  open: readonly string[],
  recent: readonly string[],
  picked: readonly string[],
): readonly RunChoice[] {
  const isFree = (uri: string): boolean => !picked.includes(uri);
  const closed = recent.filter((uri) => isFree(uri) && !open.includes(uri));
  return [
    ...open.filter(isFree).map((uri) => ({ uri, isOpen: true })),
    ...closed.map((uri) => ({ uri, isOpen: false })),
  ];
}
