import type { ClockFacts } from '../../protocol/facts';
import type { Finding } from '../../protocol/Finding';
import { vcpuLaneKey } from '../../protocol/laneKeys';
import { countText, instantText } from './texts';
import type { TreeNode } from './TreeNode';

const groups: readonly {
  readonly severity: Finding['severity'];
  readonly label: string;
  readonly icon: string;
}[] = [
  { severity: 'warning', label: 'Warnings', icon: 'warning' },
  { severity: 'info', label: 'Information', icon: 'info' },
];

/** Findings by severity, each with its text, what would contradict it, and events to look at. */
export function findingNodes(
  findings: readonly Finding[],
  unit: ClockFacts['unit'],
): readonly TreeNode[] {
  return groups.flatMap(({ severity, label, icon }) => {
    const of = findings.filter((finding) => finding.severity === severity);
    if (of.length === 0) return [];
    return [
      {
        id: severity,
        label,
        description: of.length.toString(),
        tooltip: countText(of.length, 'finding'),
        icon,
        isOpen: true,
        children: of.map((finding) => findingNode(finding, unit, icon)),
      },
    ];
  });
}

function findingNode(finding: Finding, unit: ClockFacts['unit'], icon: string): TreeNode {
  const { id, title, text, contradiction, confidence, evidenceNs } = finding;
  const [first] = evidenceNs;
  const lane = laneOf(finding);
  return {
    id,
    label: title,
    description: confidence,
    tooltip: `${text}\n\nWould contradict it: ${contradiction}`,
    icon,
    children: evidenceNs.map((timeNs, index) => ({
      id: `${id}/${index}`,
      label: instantText(timeNs, unit),
      description: '',
      tooltip: 'Shows the event at this time',
      icon: 'go-to-file',
      children: [],
      target: { kind: 'event', timeNs },
      place: { lane, timeNs },
    })),
    ...(first === undefined
      ? {}
      : { target: { kind: 'event', timeNs: first }, place: { lane, timeNs: first } }),
  };
}

/** Of a finding about one vCPU; null: it is about several, or none. */
export function laneOf({ vcpus }: Finding): string | null {
  const [only, ...others] = vcpus;
  return only === undefined || others.length > 0 ? null : vcpuLaneKey(only, 'state');
}
