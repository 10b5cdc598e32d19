import { basicExitCode, isaOf } from '../../kvm/exitReasons';
import type { RecordedExitNames } from '../../kvm/exitReasons';
import { cellText, keptCell } from './cellText';

/** Far more than there are exit reasons. */
const MOST_NAMES = 4096;

/** How a table spells exit reasons beside their numbers. */
export class ExitNames {
  private readonly vmx = new Map<number, string>();
  private readonly svm = new Map<number, string>();
  readonly names: RecordedExitNames = { vmx: this.vmx, svm: this.svm };

  learn(isaField: number, exitReason: number, cell: string): void {
    const isa = isaOf(isaField);
    if (isa === undefined || cell === '') return;
    const names = isa === 'vmx' ? this.vmx : this.svm;
    const code = basicExitCode(isa, exitReason);
    if (!names.has(code) && names.size < MOST_NAMES) names.set(code, cellText(keptCell(cell)));
  }
}
