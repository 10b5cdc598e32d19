/**
 * `EINTR (-4)` for what the kernel returned; the number alone for one without a name.
 * Source: include/uapi/asm-generic/errno-base.h, errno.h.
 */
export function describeErrno(negativeErrno: number): string {
  const name = names.get(-negativeErrno);
  return name === undefined ? `${negativeErrno}` : `${name} (${negativeErrno})`;
}

/** By positive number. */
const names: ReadonlyMap<number, string> = new Map([
  [1, 'EPERM'],
  [2, 'ENOENT'],
  [3, 'ESRCH'],
  [4, 'EINTR'],
  [5, 'EIO'],
  [6, 'ENXIO'],
  [7, 'E2BIG'],
  [9, 'EBADF'],
  [11, 'EAGAIN'],
  [12, 'ENOMEM'],
  [13, 'EACCES'],
  [14, 'EFAULT'],
  [16, 'EBUSY'],
  [17, 'EEXIST'],
  [19, 'ENODEV'],
  [22, 'EINVAL'],
  [25, 'ENOTTY'],
  [28, 'ENOSPC'],
  [34, 'ERANGE'],
  [38, 'ENOSYS'],
  [61, 'ENODATA'],
  [95, 'EOPNOTSUPP'],
  [133, 'EHWPOISON'],
]);
