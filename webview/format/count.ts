/** Thousands separators of one fixed language: a number reads and copies the same on every machine. */
export function formatCount(count: number): string {
  return count.toLocaleString('en-US');
}

/** `1 event`, `2 events`: a count with its noun. */
export function counted(count: number, noun: string, plural = `${noun}s`): string {
  return `${formatCount(count)} ${count === 1 ? noun : plural}`;
}

/** Three significant digits below a hundred, whole numbers above. */
export function formatRate(perSecond: number): string {
  if (perSecond === 0) return '0';
  if (perSecond < 0.01) return '<0.01';
  if (perSecond < 9.995) return perSecond.toFixed(2);
  if (perSecond < 99.95) return perSecond.toFixed(1);
  return formatCount(Math.round(perSecond));
}
