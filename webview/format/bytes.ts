const units = ['bytes', 'kB', 'MB', 'GB', 'TB'];

/** File sizes in powers of 1000, as file managers and `ls --si` count. */
export function formatBytes(bytes: number): string {
  let amount = bytes;
  let step = 0;
  while (amount >= 999.5 && step < units.length - 1) {
    amount /= 1000;
    step++;
  }
  const digits = step === 0 || amount >= 99.5 ? 0 : 1;
  return `${amount.toFixed(digits)} ${units[step]!}`;
}
