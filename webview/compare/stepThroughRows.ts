/** Moves the focus from one row's link to the next with the arrow keys, Home and End. */
export function stepThroughRows(root: HTMLElement): void {
  root.addEventListener('keydown', (event) => {
    const links = [
      ...root.querySelectorAll<HTMLElement>('tbody td:first-child > button.link:first-child'),
    ];
    const at = links.findIndex((link) => link === document.activeElement);
    if (at < 0) return;
    const last = links.length - 1;
    const steps: Readonly<Record<string, number>> = {
      ArrowDown: Math.min(at + 1, last),
      ArrowUp: Math.max(at - 1, 0),
      Home: 0,
      End: last,
    };
    const next = steps[event.key];
    if (next === undefined) return;
    event.preventDefault();
    links[next]!.focus();
  });
}
