import type { IdlePeriod } from '../idle/PeriodTable';

/**
 * Whether a wakeup is by the woken vCPU's own thread without an IPI: an interrupt came while that
 * thread was still the current one, which sent nothing.
 */
export function wokeItself({
  vcpu,
  sourceVcpu,
  cause,
}: Pick<IdlePeriod, 'vcpu' | 'sourceVcpu' | 'cause'>): boolean {
  return sourceVcpu === vcpu && cause !== 'ipi';
}
