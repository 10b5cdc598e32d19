import { ExitsPass } from '../../analyses/exits/ExitsPass';
import { blocksBetween } from '../../events/blocksBetween';
import type { ExitRow } from '../../protocol/ExitRow';
import { BindingsOfRows } from '../../vcpu/BindingsOfRows';
import { exitRows } from '../exitRows';
import type { AskedRange } from './AskedRange';
import { exitsUnseen } from './loadedRows';
import type { WordsSource } from './WordsSource';

/** The exits table of a range: its events are paired anew, a block at a time. */
export function* rangeExits(
  source: WordsSource,
  { fromNs, belowNs }: AskedRange,
): Generator<undefined, readonly ExitRow[]> {
  const { table, access, pages, lost } = source;
  const { context } = pages;
  const { bindings } = context.directory;
  const refs = context.directory.refs();
  const known = new BindingsOfRows(bindings);
  const pass = new ExitsPass(known, fromNs, (binding, sinceNs, untilNs) => {
    const ref = refs[binding];
    return ref !== undefined && exitsUnseen(source, ref.vm, ref.vcpu, sinceNs, untilNs);
  });
  const { kinds, streams } = table;
  for (const block of blocksBetween(table.blocks, fromNs, belowNs)) {
    known.add(block, kinds);
    pass.add(block, { kinds, streams, lost });
    yield;
  }
  return exitRows(pass.tallies, refs, access.sources.exitNames, {});
}
