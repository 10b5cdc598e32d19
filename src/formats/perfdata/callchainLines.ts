import { hex } from '../../base/hex';

/**
 * Marks between the addresses of a call chain: those behind are of the named mode (`enum
 * perf_callchain_context`, include/uapi/linux/perf_event.h).
 */
const MODES: ReadonlyMap<bigint, string> = new Map([
  [-32n, 'hypervisor'],
  [-128n, 'kernel'],
  [-512n, 'user'],
  [-2048n, 'guest'],
  [-2176n, 'guest kernel'],
  [-2560n, 'guest user'],
]);

/** The addresses of a call chain, innermost first, each with the mode the CPU was in. */
export function callchainLines(callchain: readonly bigint[]): readonly string[] {
  let mode = '';
  return callchain.flatMap((address) => {
    const marked = MODES.get(BigInt.asIntN(64, address));
    if (marked === undefined) return [`${mode}${hex(address)}`];
    mode = `${marked} `;
    return [];
  });
}
