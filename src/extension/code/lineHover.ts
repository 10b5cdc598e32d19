import type { CodeLine } from '../../protocol/code';
import type { ClockFacts } from '../../protocol/facts';
import { countText, shareText } from '../analysis/texts';
import { plainMarkdown } from '../language/plainMarkdown';
import {
  goToGuestCodeCommand,
  showExitsOfFunctionCommand,
  showHotCodeCommand,
} from './codeCommands';
import type { GoToGuestCode, ShowExits, ShowHotCode } from './codeCommands';
import { exitsOfLine } from './exitFilter';
import { exitTable } from './exitTable';

export interface HoverOf {
  /** URI of the trace. */
  readonly document: string;
  /** How many VMs it has. */
  readonly vms: number;
  readonly unit: ClockFacts['unit'];
  /** Of the time of all exits in known functions; 0 to 1. */
  readonly share: number;
  /** '': the file is as it was built, for all that is known. */
  readonly warning: string;
  /** What may speak against that, too weak for a warning; '': nothing. */
  readonly hint: string;
}

/** Markdown on the exits of one line of source: a table for each VM and function, with ways on. */
export function lineHover(lines: readonly CodeLine[], of: HoverOf): string {
  const parts = lines.map((line) => [
    heading(line, of),
    exitTable(line.exits, of.unit),
    links(line, of),
  ]);
  const warning = of.warning === '' ? [] : [plainMarkdown(of.warning)];
  const hint = of.hint === '' || of.warning !== '' ? [] : [plainMarkdown(of.hint)];
  return [...warning, ...parts.flat(), ...hint].join('\n\n');
}

function heading({ vm, function: name, vcpus, rips }: CodeLine, { vms, share }: HoverOf): string {
  const where = [
    ...(name === null ? [] : [`in ${name}`]),
    ...(vms > 1 ? [`VM ${vm}`] : []),
    `${vcpus.length === 1 ? 'vCPU' : 'vCPUs'} ${vcpus.join(', ')}`,
    rips.length === 1 ? `at ${rips[0]}` : `at ${countText(rips.length, 'instruction')}`,
    `${shareText(share)} of the time of all exits in known functions`,
  ];
  return `**Exits of this line** ${plainMarkdown(where.join(' · '))}`;
}

function links(line: CodeLine, { document, vms }: HoverOf): string {
  const { vm, rips, function: name } = line;
  const exits: ShowExits = { document, filter: exitsOfLine(line, vms) };
  const hot: ShowHotCode = { document, search: name ?? rips[0] ?? '' };
  const code: GoToGuestCode = { document, vm, rip: rips[0] ?? '', as: 'disassembly' };
  return [
    link('Show in the Timeline', showExitsOfFunctionCommand, exits),
    ...(rips.length === 0 ? [] : [link('Disassembly', goToGuestCodeCommand, code)]),
    link('Hot Code', showHotCodeCommand, hot),
  ].join(' · ');
}

function link(title: string, command: string, argument: object): string {
  return `[${title}](command:${command}?${encodeURIComponent(JSON.stringify([argument]))})`;
}
