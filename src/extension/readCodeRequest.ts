import { membersOf } from '../base/membersOf';
import type { Params } from '../protocol/requests';
import { isVm } from './isVm';

/** Files that are dropped at once: more are a folder that was meant for somewhere else. */
const MOST_URIS = 64;

/** Reads which instruction is to be shown and how; throws, in words, when it is none. */
export function readCodePlace(value: unknown): Params<'showCode'> {
  const { rip, as } = membersOf(value);
  if (typeof rip !== 'string' || !/^0x[\da-f]{1,16}$/i.test(rip)) {
    throw new Error('The instruction has no address.');
  }
  if (as !== 'source' && as !== 'disassembly') throw new Error('Code is shown in no such way.');
  return { vm: readVm(value), rip, as };
}

/** Reads which VM is meant; throws, in words, when it is none. */
export function readVm(value: unknown): number {
  const { vm } = membersOf(value);
  if (!isVm(vm)) throw new Error('The VM has no number.');
  return vm;
}

/** Reads which files were dropped; throws, in words, when it is no list of URIs. */
export function readUris(value: unknown): readonly string[] {
  const { uris } = membersOf(value);
  if (!Array.isArray(uris) || uris.length > MOST_URIS) throw new Error('These are no files.');
  return uris.map((uri: unknown) => {
    if (typeof uri !== 'string') throw new Error('These are no files.');
    return uri;
  });
}
