import { basicExitCode } from '../../kvm/exitReasons';
import type { PrecedingExit } from '../../kvm/words/words';
import type { RunLoopStep } from '../RunLoopStep';

/** Between two lines of one thread: the exit that it is handling. */
export class ThreadState {
  /** Index of that exit among the items. */
  openExit: number | undefined;
  precedingExit: PrecedingExit | undefined;
  readonly vcpus = new Set<number>();

  enter(step: RunLoopStep, index: number): void {
    if (step.vcpu !== undefined) this.vcpus.add(step.vcpu);
    if (step.kind === 'entry') {
      this.interrupt();
      return;
    }
    this.openExit = index;
    this.precedingExit =
      step.exitReason === undefined
        ? undefined
        : { isa: step.isa, code: basicExitCode(step.isa, step.exitReason) };
  }

  /** Lines may be missing: what follows does not belong to the exit before. */
  interrupt(): void {
    this.openExit = undefined;
    this.precedingExit = undefined;
  }
}
