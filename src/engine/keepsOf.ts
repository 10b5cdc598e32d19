/** Tells whether an event is among the wanted names, in which `*` stands for anything; all when none are given. */
export function keepsOf(names: readonly string[] | undefined): (event: string) => boolean {
  if (names === undefined || names.length === 0) return () => true;
  const patterns = names.map((name) => {
    const literal = name.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'));
    return new RegExp(`^${literal.join('.*')}$`);
  });
  return (event) => patterns.some((pattern) => pattern.test(event));
}
