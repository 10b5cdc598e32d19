/** A host thread: name and id, or what of both is recorded. `tid` negative or null: not recorded. */
export function formatThread(comm: string, tid: number | null): string {
  return tid === null || tid < 0 ? comm : `${comm}-${tid}`;
}
