import type { EventLine } from './traceLine';

/** What tells the thread of a line from others: without an id its name, which is not unique. */
export function threadKey({ source, tid, comm }: EventLine): string {
  return `${source ?? ''}\n${tid ?? comm ?? ''}`;
}
