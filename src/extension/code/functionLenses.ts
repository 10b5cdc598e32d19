import type { CodeFunction } from '../../protocol/code';
import type { ClockFacts } from '../../protocol/facts';
import { countText } from '../analysis/texts';
import {
  goToGuestCodeCommand,
  showExitsOfFunctionCommand,
  showHotCodeCommand,
} from './codeCommands';
import type { GoToGuestCode, ShowExits, ShowHotCode } from './codeCommands';
import { exitsOfFunction } from './exitFilter';
import { mainReasonText, sumTexts } from './exitTexts';

/** What a lens shows and does. */
export interface LensText {
  readonly title: string;
  readonly tooltip: string;
  readonly command: string;
  readonly argument: GoToGuestCode | ShowExits | ShowHotCode;
}

export interface LensOf {
  /** URI of the trace. */
  readonly document: string;
  /** Name of its file. */
  readonly recording: string;
  /** How many VMs it has. */
  readonly vms: number;
  readonly unit: ClockFacts['unit'];
  /** '': the file is as it was built, for all that is known. */
  readonly warning: string;
  /** What may speak against that, too weak for a warning; '': nothing. */
  readonly hint: string;
}

/** Lenses above a function: its exits, and where they lead. `hasSiblings`: another function begins at that line. */
export function functionLenses(
  called: CodeFunction,
  hasSiblings: boolean,
  of: LensOf,
): readonly LensText[] {
  const { vm, name, start, vcpus } = called;
  const { document, vms } = of;
  const whose = hasSiblings ? [vms > 1 ? `VM ${vm} ${name}` : name] : [];
  const sums = [...whose, ...sumTexts(called, of.unit), mainReasonText(called)].join(' · ');
  const warning = of.warning === '' ? '' : ' (lines may have moved)';
  return [
    {
      title: `${sums}${warning} — show in timeline`,
      tooltip: [
        `Exits of ${name} in ${of.recording}, on ${countText(vcpus.length, 'vCPU')}, with what is inlined into it`,
        ...[of.warning || of.hint].filter((text) => text !== ''),
      ].join('. '),
      command: showExitsOfFunctionCommand,
      argument: { document, filter: exitsOfFunction(called, vms) },
    },
    {
      title: 'disassembly',
      tooltip: `Instructions of ${name}, with the exits of each`,
      command: goToGuestCodeCommand,
      argument: { document, vm, rip: start, as: 'disassembly' },
    },
    {
      title: 'hot code',
      tooltip: `${name} among the code that causes exits`,
      command: showHotCodeCommand,
      argument: { document, search: name },
    },
  ];
}
