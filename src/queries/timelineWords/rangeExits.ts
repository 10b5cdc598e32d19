import { ExitsPass } from '../../analyses/exits/ExitsPass';
import { blocksBetween } from '../../events/blocksBetween';
import type { ExitRow } from '../../protocol/ExitRow';
import { BindingsOfRows } from '../../vcpu/BindingsOfRows';
import { exitRows } from '../exitRows';
import type { AskedRange } from './AskedRange';
import type { WordsSource } from './WordsSource';

/** The exits table of a range: its events are paired anew, a block at a time. */
export function* rangeExits(
  { table, access, pages: { context }, lost }: WordsSource,
  { fromNs, belowNs }: AskedRange,
): Generator<undefined, readonly ExitRow[]> {
  const { bindings } = context.directory;
  const known = new BindingsOfRows(bindings);
  const pass = new ExitsPass(known, fromNs);
  const { kinds, streams } = table;
  for (const block of blocksBetween(table.blocks, fromNs, belowNs)) {
    known.add(block, kinds);
    pass.add(block, { kinds, streams, lost });
    yield;
  }
  return exitRows(pass.tallies, context.directory.refs(), access.sources.exitNames, {});
}
