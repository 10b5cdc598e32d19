import type { Isa } from './exitReasons';
import { svmExitReasons } from './svmExitReasons';
import { vmxExitReasons } from './vmxExitReasons';

/** The basic exit code that a reason's name stands for. */
export interface NamedExitCode {
  readonly isa: Isa;
  readonly code: number;
}

/**
 * Finds an exit reason by its name. VMX names are upper case and SVM's lower case, which alone tells
 * HLT from hlt; trace-cmd's plugin spells SVM's in upper case behind `EXIT_` (A.6). undefined: neither
 * table has the name.
 */
export function exitCodeOf(name: string): NamedExitCode | undefined {
  const code = vmxCodes.get(name);
  if (code !== undefined) return { isa: 'vmx', code };
  const svmName = name.startsWith(PLUGIN_PREFIX) ? name.slice(PLUGIN_PREFIX.length) : name;
  const svmCode = svmCodes.get(svmName) ?? svmCodes.get(svmName.toLowerCase());
  return svmCode === undefined ? undefined : { isa: 'svm', code: svmCode };
}

const PLUGIN_PREFIX = 'EXIT_';
const vmxCodes = byName(vmxExitReasons);
const svmCodes = byName(svmExitReasons);

function byName(
  rows: readonly (readonly [code: number, name: string, exitClass: string])[],
): ReadonlyMap<string, number> {
  return new Map(rows.map(([code, name]) => [name, code]));
}
