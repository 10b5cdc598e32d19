import type { FaultSelection } from '../../../src/protocol/pages';
import { formatRange, type ClockUnit } from '../../format/time';
import { hexText } from './pageTexts';

/** What a list of faults is restricted to, in words; '' when to nothing. */
export function faultsText(selection: FaultSelection, clockUnit: ClockUnit): string {
  const { vm, vcpu, gpa, cause, line, timeNs } = selection;
  const parts: string[] = [];
  if (cause !== undefined) parts.push(cause);
  if (vm !== undefined) parts.push(vcpu === undefined ? `VM ${vm}` : `VM ${vm} vCPU ${vcpu}`);
  if (gpa !== undefined) parts.push(`page ${hexText(gpa)}`);
  if (line !== undefined) parts.push(`line ${line}`);
  if (timeNs !== undefined) parts.push(formatRange(...timeNs, clockUnit));
  return parts.join(', ');
}
