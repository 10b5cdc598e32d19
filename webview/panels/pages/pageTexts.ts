import type { PageActor, PageSharing, PageWriter } from '../../../src/protocol/pages';
import { formatCount } from '../../format/count';

const sharingTitles: Readonly<Record<PageSharing['kind'], string>> = {
  'true-sharing': 'true sharing',
  'false-sharing': 'false sharing',
  mixed: 'true and false sharing',
  undetermined: 'shared, lines not told',
};

/** `false sharing (strong)`. */
export function sharingText({ kind, confidence }: PageSharing): string {
  return `${sharingTitles[kind]} (${confidence})`;
}

export function hexText(address: number): string {
  return `0x${address.toString(16)}`;
}

/** `vCPU 0`, `vCPUs 0, 2`; '' for none. */
export function vcpusText(vcpus: readonly number[]): string {
  if (vcpus.length === 0) return '';
  return `${vcpus.length === 1 ? 'vCPU' : 'vCPUs'} ${vcpus.join(', ')}`;
}

/** `line 3`, `lines 0, 2`. */
function linesText(lines: readonly number[]): string {
  return `${lines.length === 1 ? 'line' : 'lines'} ${lines.join(', ')}`;
}

/** `vCPU 2: line 3`. */
export function writerText({ vcpu, lines }: PageWriter): string {
  return lines.length === 0 ? `vCPU ${vcpu}` : `vCPU ${vcpu}: ${linesText(lines)}`;
}

/** `uffd-wp (356) write-protected, 12 times`. */
export function actorText(actor: PageActor): string {
  const times = actor.times === 1 ? 'once' : `${formatCount(actor.times)} times`;
  return `${actorName(actor)} ${actor.did}, ${times}`;
}

/** The thread that took a page away, or its permission. */
export function actorName({ by, tid }: PageActor): string {
  if (by !== '') return by;
  return tid === null ? 'an unknown thread' : `thread ${tid}`;
}
