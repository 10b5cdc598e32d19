import type { PageActor, PageSharing, PageWriter } from '../../../src/protocol/pages';
import { formatCount } from '../../format/count';

const LISTED_LINES = 3;

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

/** `vCPU 2: line 3`; with more lines than a cell has room for, their number. */
export function writerText({ vcpu, lines }: PageWriter): string {
  if (lines.length === 0) return `vCPU ${vcpu}`;
  if (lines.length > LISTED_LINES) return `vCPU ${vcpu}: ${lines.length} lines`;
  return `vCPU ${vcpu}: ${lines.length === 1 ? 'line' : 'lines'} ${lines.join(', ')}`;
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
