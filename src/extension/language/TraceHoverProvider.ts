import * as vscode from 'vscode';
import { durationText } from '../../lines/durationText';
import type { ExplainedLine } from '../../lines/explainLine';
import { documentLines } from './documentLines';
import { isOnDisk } from './isOnDisk';
import { plainMarkdown } from './plainMarkdown';

/** Explains the event of a line: in the words of the trace editor, with its fields and what the line lacks. */
export class TraceHoverProvider implements vscode.HoverProvider {
  async provideHover(
    document: vscode.TextDocument,
    { line }: vscode.Position,
  ): Promise<vscode.Hover | undefined> {
    // The tables of names are of no use before somebody reads a trace text.
    const { explainLine } = await import('../../lines/explainLine');
    const explained = explainLine(documentLines(document), line);
    if (explained === undefined) return undefined;
    const link = isOnDisk(document.uri) ? [linksTo(document.uri, line)] : [];
    const [summary, ...rest] = paragraphs(explained);
    // Not at the end: a long hover is cut there.
    const markdown = new vscode.MarkdownString([summary, ...link, ...rest].join('\n\n'));
    markdown.isTrusted = {
      enabledCommands: ['exitscope.showEvent', 'exitscope.showEventInTimeline'],
    };
    return new vscode.Hover(markdown, document.lineAt(line).range);
  }
}

/** What a trace holds is text, never markup: names of threads are what programs chose. */
function paragraphs({ event, words, entryLine }: ExplainedLine): readonly string[] {
  const { summary, sentences, fields, absent } = words;
  const list = fields.map(({ name, value, meaning }) => {
    const rest = meaning === '' ? value : `${value}: ${meaning}`;
    return `- **${plainMarkdown(name)}** ${plainMarkdown(rest)}`;
  });
  return [
    `**${plainMarkdown(summary)}**`,
    plainMarkdown([event.line.event, ...whereOf(event)].join(', ')),
    ...[...sentences, ...entrySentences(event, entryLine)].map(plainMarkdown),
    list.join('\n'),
    ...(absent.length === 0 ? [] : [plainMarkdown(`Not in this line: ${absent.join(', ')}.`)]),
  ];
}

function whereOf({ line, vcpu }: ExplainedLine['event']): readonly string[] {
  const by = vcpu?.isInferred === true ? ' (by other lines, or by its name)' : '';
  return [
    ...(line.comm === undefined ? [] : [`thread ${line.comm}`]),
    ...(line.tid === undefined ? [] : [`tid ${line.tid}`]),
    ...(vcpu === undefined ? [] : [`vCPU ${vcpu.id}${by}`]),
    ...(line.hostCpu === undefined ? [] : [`host CPU ${line.hostCpu}`]),
  ];
}

function entrySentences(
  { entry, line, step }: ExplainedLine['event'],
  entryLine: number | undefined,
): readonly string[] {
  if (step?.kind !== 'exit' || entryLine === undefined) return [];
  const after =
    entry?.duration === undefined || line.stamp === undefined
      ? ''
      : ` ${durationText(entry.duration, line.stamp)} later`;
  return [`The vCPU enters again${after}, in line ${entryLine + 1}.`];
}

function linksTo(uri: vscode.Uri, line: number): string {
  const args = encodeURIComponent(JSON.stringify([uri.toString(), line]));
  return [
    `[Show in Exitscope](command:exitscope.showEvent?${args})`,
    `[Show in the Timeline](command:exitscope.showEventInTimeline?${args})`,
  ].join(' · ');
}
