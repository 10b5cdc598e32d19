import assert from 'node:assert/strict';
import { findingNodes } from '../../../src/extension/analysis/findingNodes';
import { cannedFindings } from './cannedAnalysis';

describe('findingNodes', () => {
  it('groups findings by severity, warnings first', () => {
    const groups = findingNodes(cannedFindings, 'ns');

    assert.deepEqual(
      groups.map(({ label, description }) => [label, description]),
      [
        ['Warnings', '1'],
        ['Information', '1'],
      ],
    );
  });

  it('leads from a finding to the first event of its evidence, and from each time to its own', () => {
    const [finding] = findingNodes(cannedFindings, 'ns')[0]!.children;

    assert.deepEqual(finding!.target, { kind: 'event', timeNs: 1_500_000_000 });
    assert.deepEqual(
      finding!.children.map(({ label }) => label),
      ['1.500000 s', '2.000000 s'],
    );
  });

  it('leads into the timeline: to the vCPU that a finding is about, where it is about one', () => {
    const [finding] = findingNodes(cannedFindings, 'ns')[0]!.children;
    const [ofSeveral] = findingNodes(
      cannedFindings.map((found) => ({
        ...found,
        vcpus: [
          { vm: 0, vcpu: 0 },
          { vm: 0, vcpu: 1 },
        ],
      })),
      'ns',
    )[0]!.children;

    assert.deepEqual(finding!.place, { lane: 'vm0/vcpu1/state', timeNs: 1_500_000_000 });
    assert.deepEqual(finding!.children[1]!.place!.timeNs, 2_000_000_000);
    assert.deepEqual(ofSeveral!.place, { lane: null, timeNs: 1_500_000_000 });
  });

  it('says what would contradict a finding', () => {
    const [finding] = findingNodes(cannedFindings, 'ns')[0]!.children;

    assert.match(finding!.tooltip, /98 %.*\n\nWould contradict it: MWAIT exits/);
  });

  it('leads nowhere where there is no evidence to jump to', () => {
    const [finding] = findingNodes(cannedFindings, 'ns')[1]!.children;

    assert.deepEqual(
      [finding!.target, finding!.place, finding!.children],
      [undefined, undefined, []],
    );
  });

  it('is empty without findings, so that the view can say so', () => {
    assert.deepEqual(findingNodes([], 'ns'), []);
  });
});
