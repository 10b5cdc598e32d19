import type { TraceOptions } from '../../formats/tracedat/TraceOptions';
import type { ClockPairing } from '../Recording';
import { constantShift, recordedShift } from './stampShift';
import type { TraceClockOptions } from './traceClock';

/** `moved` is told what of the recording's clock is another one from then on. */
export function clockPairing(
  { traceId, timeShift, tscConversion }: TraceOptions,
  moved: (clock: Partial<TraceClockOptions>) => void,
): ClockPairing {
  return {
    traceId,
    tscConversion,
    recorded: timeShift && {
      hostTraceId: timeShift.peerTraceId,
      offsets: timeShift.byCpu.map(({ offsets }) => offsets),
    },
    move: ({ asRecorded, by }) => {
      if (timeShift === undefined || asRecorded === undefined) {
        const shift = constantShift(by);
        moved({ shiftOf: () => shift });
        return;
      }
      const shifts = timeShift.byCpu.map((_, cpu) => recordedShift(timeShift, cpu, by));
      moved({
        tscConversion: asRecorded.hostConversion ?? tscConversion,
        shiftOf: (cpu) => shifts[cpu] ?? constantShift(by),
      });
    },
  };
}
