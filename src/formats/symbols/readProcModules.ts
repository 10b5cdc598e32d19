import { signedOfBig } from '../../base/signedAddress';
import type { ByteSource } from '../ByteSource';
import { FormatError } from '../FormatError';
import { readFully } from '../readFully';
import { latin1 } from '../text';

const MOST_BYTES = 1 << 20;
const LINE = /^(\S+) (\d+) \d+ \S+ \S+ 0x([0-9a-f]{1,16})/;

/** A line of `/proc/modules`. */
export interface ModuleRange {
  readonly name: string;
  readonly bytes: number;
  /** Where its core layout starts; from Linux 6.4 on where its text does (kernel/module/procfs.c). */
  readonly address: number;
}

export function looksLikeProcModules(start: Uint8Array): boolean {
  return LINE.test(latin1(start.subarray(0, 512)).split('\n', 1)[0]!);
}

/** The modules of a `/proc/modules`, in its order. Throws a `FormatError` where their addresses are hidden. */
export function readProcModules(source: ByteSource): readonly ModuleRange[] {
  const bytes = new Uint8Array(Math.min(source.size, MOST_BYTES));
  const lines = latin1(bytes.subarray(0, readFully(source, bytes, 0))).split('\n');
  const modules = lines.flatMap((line): ModuleRange[] => {
    const [, name, size, digits] = LINE.exec(line) ?? [];
    const address = digits === undefined ? undefined : signedOfBig(BigInt(`0x${digits}`));
    return address === undefined ? [] : [{ name: name!, bytes: Number(size), address }];
  });
  if (modules.length > 0 && modules.every(({ address }) => address === 0)) {
    throw new FormatError(
      'bad-value',
      { section: 'list of modules', offset: 0 },
      'all addresses are 0: the kernel hid them (kptr_restrict)',
      'Copy /proc/modules again as root, with kernel.kptr_restrict at 0 or 1.',
    );
  }
  return modules;
}
