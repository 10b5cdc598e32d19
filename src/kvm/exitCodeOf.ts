import { TWO_32 } from '../base/twoTo32';
import { basicExitCode, isaOf } from './exitReasons';
import type { Isa } from './exitReasons';
import { exitReasonWords } from './text/exitReasonWords';

/** The basic exit code that a reason's name stands for. */
export interface NamedExitCode {
  readonly isa: Isa;
  readonly code: number;
}

/**
 * Finds an exit reason by its name: VMX's are upper case and SVM's lower case, which alone tells HLT
 * from hlt. A name of SVM is also found behind `EXIT_`, as trace-cmd's plugin spells it (A.6), and in
 * other letters. undefined: no table has the name.
 */
export function exitCodeOf(name: string): NamedExitCode | undefined {
  const bare = name.startsWith(PLUGIN_PREFIX) ? name.slice(PLUGIN_PREFIX.length) : name;
  return codes.get(name) ?? codes.get(bare.toLowerCase());
}

const PLUGIN_PREFIX = 'EXIT_';

/** Without the flags that VMX puts beside a reason. */
const codes: ReadonlyMap<string, NamedExitCode> = new Map(
  exitReasonWords().flatMap(([word, number]): [string, NamedExitCode][] => {
    const isa = isaOf(Math.floor(number / TWO_32));
    const code = number % TWO_32;
    return isa !== undefined && basicExitCode(isa, code) === code ? [[word, { isa, code }]] : [];
  }),
);
