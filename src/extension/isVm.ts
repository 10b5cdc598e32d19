/** Whether what a page, a setting or a memory holds can be the number of a VM. */
export function isVm(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}
