import type { Diagnostic } from '../../formats/Diagnostic';
import type { TableLayout } from './TableLayout';

/** What a table as such has to be said of. */
export function tableDiagnostics(
  { kind }: TableLayout,
  hasTooManyKinds: boolean,
): readonly Diagnostic[] {
  const all: Diagnostic[] = [];
  if (kind === 'kvm_stat') {
    all.push({
      severity: 'info',
      code: 'counters-only',
      message:
        'A log of kvm_stat: each row is a sample that says what every counter gained since the sample before. It holds no single exits, no threads and no vCPUs, so there is no table of exits; times are local times of the host, to the second.',
      offset: null,
    });
  }
  if (hasTooManyKinds) {
    all.push({
      severity: 'warning',
      code: 'too-many-events',
      message:
        'The table has more different events, or rows with more different fields, than can be told apart: further ones are listed, but cannot be filtered by their fields. Check that the column of the event is the right one.',
      offset: null,
    });
  }
  return all;
}
