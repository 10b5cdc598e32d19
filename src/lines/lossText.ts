import { counted } from './counted';

/** `12 events lost on host CPU 3`, as far as a line tells it. */
export function lossText({
  hostCpu,
  count,
}: {
  readonly hostCpu: number | undefined;
  readonly count: number | undefined;
}): string {
  const where = hostCpu === undefined ? '' : ` on host CPU ${hostCpu}`;
  return `${count === undefined ? 'events' : counted(count, 'event')} lost${where}`;
}
