import type { Isa } from './exitReasons';
import { symbolListsOf } from './symbolLists';

/**
 * Exit-reason names of a recording, from the print format of its `kvm_exit` (or of a nested exit):
 * the first symbol list over the reason is VMX's, the second SVM's. Empty maps where the format holds
 * none, as before 3.0, when the names lived in the module. Source: domain reference A.1.1, L.5.
 */
export function recordedExitNames(
  printFormat: string | undefined,
): Readonly<Record<Isa, ReadonlyMap<number, string>>> {
  const lists = symbolListsOf(printFormat ?? '').filter(({ expression }) =>
    /->exit_(?:reason|code)\b/.test(expression),
  );
  const [vmx, svm] = lists;
  // One list alone does not tell whose it is.
  if (vmx === undefined || svm === undefined) return { vmx: new Map(), svm: new Map() };
  return { vmx: vmx.names, svm: svm.names };
}
