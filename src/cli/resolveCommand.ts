import { hexOfSigned } from '../base/signedAddress';
import { symbolFiles } from '../engine/node/symbolFiles';
import { resolvedAddresses } from '../engine/resolvedAddresses';
import { resolveJson } from '../queries/hot/resolveJson';
import type { ResolvedRow } from '../queries/hot/resolvedRows';
import type { CommandArguments } from './arguments';
import { usageError } from './CommandError';
import type { Output } from './Output';
import { printable } from './printable';
import { unreadableEnds } from './unreadableEnds';
import { addressOperand } from './symbolOptions';
import { placeText, symbolText } from '../queries/hot/symbolText';
import { warnOfSymbols } from './warnOfSymbols';

/** `exitscope resolve --symbols PATH... ADDR...`: symbol and source lines of addresses. */
export async function resolveCommand(args: CommandArguments, output: Output): Promise<void> {
  if (args.symbols.length === 0) throw usageError('--symbols names no file.');
  if (args.operands.length === 0) throw usageError('No address was named.');
  const addresses = args.operands.map(addressOperand);
  const files = await unreadableEnds(() => symbolFiles(args.symbols));
  const { images, rows } = resolvedAddresses(files, args.slide, addresses);
  warnOfSymbols(images);
  const text = args.json
    ? `${JSON.stringify(resolveJson(images, rows))}\n`
    : rows.map(rowText).join('');
  await output.write(printable(text));
}

/** The symbol, and below it the functions whose code it is, the innermost inlined one first. */
function rowText(row: ResolvedRow): string {
  const lines = row.frames.map((frame) => `    ${frame.function ?? '?'} at ${placeText(frame)}\n`);
  return `${hexOfSigned(row.address)}  ${symbolText(row)}\n${lines.join('')}`;
}
