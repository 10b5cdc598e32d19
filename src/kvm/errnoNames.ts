/** Linux error number by its positive value: `EINTR` for 4. Source: include/uapi/asm-generic/errno-base.h, errno.h. */
export function errnoName(errno: number): string | undefined {
  return names.get(errno);
}

/** `EINTR (-4)` for a kernel return value; `-99` for one without a name. */
export function describeErrno(negativeErrno: number): string {
  const name = errnoName(-negativeErrno);
  return name === undefined ? `${negativeErrno}` : `${name} (${negativeErrno})`;
}

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
