import { secondsText } from '../base/secondsText';
import { faultOrder } from '../queries/conflicts/faultOrder';
import { faultRow } from '../queries/conflicts/faultRow';
import type { PageSource } from '../queries/conflicts/PageSource';
import type { FaultRow, FaultSelection } from '../protocol/pages';

/** The page faults of a selection for a terminal, a line each, by time. */
export function* faultsText(source: PageSource, selection: FaultSelection): Generator<string> {
  const { reader, context, parameters } = source;
  const found = faultOrder(reader, selection, 'time', parameters.lineBytes);
  if (found.length === 0) return;
  yield '\nFaults\n\n';
  for (const index of found) yield faultLine(context, faultRow(context, reader.at(index)!, null));
}

function faultLine({ words }: PageSource['context'], of: FaultRow): string {
  const access = of.access === null ? 'access' : of.isTableWalk ? 'table walk' : of.access;
  const cost = of.costNs === null ? '' : ` ${words.duration(of.costNs)}`;
  const parts = [
    `${secondsText(of.timeNs)} ${of.vm}.${of.vcpu} ${access} ${of.gpa ?? 'unknown address'}`,
    ...(of.allowed === null ? [] : [`entry ${of.allowed}`]),
    ...(of.rip === null ? [] : [`rip ${of.rip}`]),
    `${of.cause} (${of.confidence}), ${of.isRetry ? 'again, ' : ''}${of.repair}${cost}`,
    ...(of.actor === null || of.actor.by === '' ? [] : [`${of.actor.did} by ${of.actor.by}`]),
    ...(of.woke === null ? [] : [`woke vCPU ${of.woke}`]),
  ];
  return `${parts.join(', ')}\n`;
}
