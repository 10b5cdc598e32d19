import { TWO_32 } from '../../base/twoTo32';
import { exitReasonFlags, isaFields } from '../exitReasons';
import { svmExitReasons } from '../svmExitReasons';
import { vmxExitReasons } from '../vmxExitReasons';

/** The ISA above the 32 bits of a reason. */
const VMX = isaFields.vmx * TWO_32;
const SVM = isaFields.svm * TWO_32;

/**
 * Words that texts print for exit reasons: of the kernel, whose SVM names are in lower case, and of
 * trace-cmd's plugin, which calls SVM's by their constants, `EXIT_NPF`. Numbers hold the ISA, as the
 * field `isa` has it, above the 32 bits of the reason. VMX's flags are among them.
 */
export function exitReasonWords(): readonly (readonly [word: string, number: number])[] {
  return [
    ...vmxExitReasons.map(([code, name]) => [name, VMX + code] as const),
    // 5.5 and before, and all plugins.
    ['PENDING_INTERRUPT', VMX + 7],
    ...flagWords(),
    ...svmExitReasons.map(([code, name]) => [name, SVM + code] as const),
    ...svmExitReasons.map(([code, name]) => [pluginWord(name), SVM + code] as const),
  ];
}

function flagWords(): (readonly [string, number])[] {
  return Array.from({ length: 16 }, (_, index) => {
    const flag = 2 ** (16 + index);
    return [exitReasonFlags('vmx', flag)[0]!, VMX + flag] as const;
  });
}

/** `npf` is `EXIT_NPF`, `PF excp` is `EXIT_EXCP_PF`. Source: plugin_kvm.c of libtraceevent. */
function pluginWord(name: string): string {
  const exception = /^(\w\w) excp$/.exec(name);
  if (exception !== null) return `EXIT_EXCP_${exception[1]!}`;
  return `EXIT_${constants.get(name) ?? name.toUpperCase()}`;
}

/** Constants that are called otherwise than the kernel prints them. */
const constants: ReadonlyMap<string, string> = new Map([
  ['interrupt', 'INTR'],
  ['read_idtr', 'IDTR_READ'],
  ['read_gdtr', 'GDTR_READ'],
  ['read_ldtr', 'LDTR_READ'],
  ['read_rt', 'TR_READ'],
  ['write_idtr', 'IDTR_WRITE'],
  ['write_gdtr', 'GDTR_WRITE'],
  ['write_ldtr', 'LDTR_WRITE'],
  ['write_rt', 'TR_WRITE'],
  ['io', 'IOIO'],
  ['hypercall', 'VMMCALL'],
  ['invalid_guest_state', 'ERR'],
]);
