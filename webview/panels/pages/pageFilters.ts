import type { FaultSelection } from '../../../src/protocol/pages';
import { PAGE_BYTES } from './pageBytes';

/** The filter for the fault events of a selection; of what an event does not tell, as its cause, nothing. */
export function filterOfFaults(selection: FaultSelection, lineBytes: number): string {
  const { vm, vcpu, gpa, line, timeNs } = selection;
  const words = ['event=kvm_page_fault'];
  if (gpa !== undefined) {
    const from = line === undefined ? gpa : gpa + line * lineBytes;
    const below = from + (line === undefined ? PAGE_BYTES : lineBytes);
    words.push(`fault_address>=${hex(from)}`, `fault_address<${hex(below)}`);
  }
  if (vm !== undefined) words.push(`vm=${vm}`);
  if (vcpu !== undefined) words.push(`vcpu=${vcpu}`);
  if (timeNs !== undefined) words.push(...timeWords(timeNs));
  return words.join(' ');
}

/** The filter for faults of one page by the code at one address. */
export function filterOfRip(
  page: { readonly vm: number; readonly gpa: number },
  rip: string,
): string {
  return `${filterOfFaults(page, PAGE_BYTES)} guest_rip=${rip}`;
}

/** The filter for all events of a thread in a stretch of time. */
export function filterOfThread(tid: number, timeNs: readonly [number, number]): string {
  return [`tid=${tid}`, ...timeWords(timeNs)].join(' ');
}

function timeWords([fromNs, belowNs]: readonly [number, number]): readonly string[] {
  return [`time>=${fromNs}ns`, `time<${belowNs}ns`];
}

function hex(address: number): string {
  return `0x${address.toString(16)}`;
}
