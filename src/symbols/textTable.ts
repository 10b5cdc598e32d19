import type { SymbolColumns } from '../formats/symbols/SymbolColumns';
import { SymbolIndex } from './SymbolIndex';

/** No function is larger: beyond the last symbol of a module, or of the kernel, this is nobody's. */
const MOST_LAST_BYTES = 1 << 14;

/**
 * Symbols of a kallsyms or System.map text. Neither says how large a symbol is: it reaches to the
 * next one, as in the kernel (`get_symbol_pos()` in kernel/kallsyms.c), but the last one of a module
 * or of the kernel not into what stands behind.
 */
export function textSymbolTable(
  columns: SymbolColumns,
  kind: 'kallsyms' | 'system-map',
): SymbolIndex {
  const { address, module } = columns;
  const isKernels = address[0]! < 0;
  return new SymbolIndex(columns, {
    alias: kind === 'kallsyms' ? 'first' : 'kernels',
    reaches: (index, at, next) => {
      // Of a kernel's table, what counts from 0 is per-CPU and no place in memory.
      if (isKernels && at >= 0) return false;
      const isLast =
        next === undefined || module[next] !== module[index] || (isKernels && address[next]! >= 0);
      return !isLast || at - address[index]! < MOST_LAST_BYTES;
    },
  });
}
