import type { ReportSource } from './ReportSource';

/** Name of a thread of the recording that a vCPU's thread is in, at a time; '' where nobody saved it. */
export type ThreadName = (binding: number, tid: number, atNs: number) => string;

export function threadName({
  directory,
  commOf,
}: Pick<ReportSource, 'directory' | 'commOf'>): ThreadName {
  return (binding, tid, atNs) => {
    const source = directory.bindings.all[binding]?.source ?? 0;
    return commOf(source, tid, atNs) ?? '';
  };
}
