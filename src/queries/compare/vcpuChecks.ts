import type { VcpuPair } from '../../protocol/compare';
import { vcpuNumber } from '../../protocol/runVcpu';
import type { Check } from './Check';
import { same } from './Check';
import { vcpuText } from './nothingToCompare';
import { NO_ROLE_PAIRING } from './rolePairing';

/** Which vCPUs runs have, and which of them are compared. */
export const vcpuChecks: readonly Check[] = [
  (a, b) => ({
    ...same('vCPUs', vcpuText(a), vcpuText(b), {
      text: 'Rows of all vCPUs add up different numbers of them; single vCPUs are paired by VM and id.',
      affects: ['exits.', 'idle.', 'wakes.', 'faults.', 'hot.'],
    }),
    sparesVcpus: true,
  }),
  (_a, { pairing = NO_ROLE_PAIRING }) => {
    const { applied, hint, reason, confidence } = pairing;
    if (hint.length > 0) {
      const options = hint.map((pair) => `--pair ${pairWords(pair)}`).join(' ');
      return {
        what: 'roles of vCPUs',
        a: hint.map((pair) => vcpuNumber(pair.a)).join(', '),
        b: hint.map((pair) => vcpuNumber(pair.b)).join(', '),
        severity: 'warning',
        text: `${reason}: ${confidence}. Those with the same number are compared; ${options} compares the others.`,
        affects: [''],
        sparesSums: true,
      };
    }
    return {
      what: 'roles of vCPUs',
      a: applied.map((pair) => vcpuNumber(pair.a)).join(', ') || 'by number',
      b: applied.map((pair) => vcpuNumber(pair.b)).join(', ') || 'by number',
      severity: applied.length > 0 ? 'warning' : 'ok',
      text:
        applied.length > 0
          ? `No number is in both runs, so these are compared by what they do, with ${confidence} confidence: ${reason}.`
          : '',
      affects: applied.length > 0 ? [''] : [],
      sparesSums: true,
    };
  },
];

/** As `--pair` has it. */
function pairWords({ a, b }: VcpuPair): string {
  return `${vcpuNumber(a)}=${vcpuNumber(b)}`;
}
