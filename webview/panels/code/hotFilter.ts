import type { CodePlace, HotSubject, HotTable } from '../../../src/protocol/code';
import type { VcpuSelection } from '../../../src/protocol/exits';
import { quoted } from '../../tables/exitsFilter';
import type { HotNode } from './HotNode';

/** More addresses than these make a filter that nobody can read. */
export const MOST_FILTER_RIPS = 100;

/** The filter for the exits of a row. `places`: its instructions; `code`: what is known of the first of them. */
export function filterOfNode(
  { by, row }: HotNode,
  of: HotSubject,
  view: VcpuSelection,
  places: HotTable['rows'],
  code: CodePlace | null,
): string {
  const words = ['event=kvm_exit'];
  // Of the other subjects the reason is no field of an event.
  const isReason = of === 'exits' || of === 'ipis';
  if (isReason && row.reason !== null && by !== 'symbol' && by !== 'line') {
    words.push(`reason=${quoted(row.reason)}`);
  }
  // Not every exit of a reason sends an IPI.
  if (by !== 'reason' || of !== 'exits') words.push(...whereWords(by === 'symbol', places, code));
  words.push(`vm=${row.vm}`);
  if (view.vcpu !== undefined) words.push(`vcpu=${view.vcpu}`);
  return words.join(' ');
}

/** A whole function by its bounds, where these are known; else by its instructions that exited. */
function whereWords(
  isFunction: boolean,
  places: HotTable['rows'],
  code: CodePlace | null,
): readonly string[] {
  if (isFunction && code?.start != null && code.bytes !== null && code.bytes > 0) {
    const end = BigInt(code.start) + BigInt(code.bytes);
    return [`guest_rip>=${code.start}`, `guest_rip<0x${end.toString(16)}`];
  }
  const rips = [...new Set(places.map(({ rip }) => rip))].filter((rip) => rip !== null);
  return rips.length === 0 ? [] : [`guest_rip=${rips.slice(0, MOST_FILTER_RIPS).join(',')}`];
}
