import { cheapestAssignment } from '../../base/cheapestAssignment';
import type { RolePairing, RunProfile, RunVcpu, VcpuPair } from '../../protocol/compare';
import { isSameVcpu, vcpuNumber } from '../../protocol/runVcpu';
import { likenessWords, roleDistance, vcpuRole } from './VcpuRole';
import type { BinSpan, VcpuRole } from './VcpuRole';

/** What another number costs, and another VM: roles that are much alike are told apart by these. */
const OTHER_NUMBER = 0.02;
const OTHER_VM = 0.05;
/** So much nearer, of 1, a vCPU's role must be to the other's than to that of its own number, on average. */
const CLEARLY_NEARER = 0.15;
/** And so much of the distance must be gone. */
const MOST_LEFT = 0.5;

/** Roles that are no farther than this, of 1, are alike; one of them is meant where the others are so much farther. */
const ALIKE = 0.3;
const OTHERS_FARTHER = 0.1;

/** Numbers say all. */
export const NO_ROLE_PAIRING: RolePairing = {
  applied: [],
  hint: [],
  reason: '',
  confidence: 'strong',
};

/**
 * Which vCPUs of two runs do the same work: by their time in states, their exits, what wakes them, whom they
 * wake and where they are pinned. Numbers are the rule. vCPUs whose number the other run lacks are
 * paired by role (`applied`); where all of them clearly do the work of another number, in both halves of
 * both runs, that is only told (`hint`).
 */
export function rolePairing(a: RunProfile, b: RunProfile): RolePairing {
  const { vcpus: ofA } = a.facts;
  const { vcpus: ofB } = b.facts;
  const restOfA = ofA.filter((vcpu) => !has(ofB, vcpu));
  const restOfB = ofB.filter((vcpu) => !has(ofA, vcpu));
  if (restOfA.length > 0 && restOfB.length > 0) return byRole(a, b, restOfA, restOfB);
  const both = ofA.filter((vcpu) => has(ofB, vcpu));
  return both.length < 2 ? NO_ROLE_PAIRING : swapHint(a, b, both);
}

function byRole(
  a: RunProfile,
  b: RunProfile,
  ofA: readonly RunVcpu[],
  ofB: readonly RunVcpu[],
): RolePairing {
  const [rolesA, rolesB] = [rolesOf(a, ofA, whole(a)), rolesOf(b, ofB, whole(b))];
  const applied = cheapestPairs(ofA, ofB, rolesA, rolesB);
  const reason = applied
    .map((pair) => reasonOf(pair, roleIn(rolesA, ofA, pair.a), roleIn(rolesB, ofB, pair.b)))
    .join('; ');
  const isSure = applied.every((pair) => {
    const role = roleIn(rolesA, ofA, pair.a);
    const distances = ofB.map((vcpu, index) => ({
      vcpu,
      distance: roleDistance(role, rolesB[index]!),
    }));
    const own = distances.find(({ vcpu }) => isSameVcpu(vcpu, pair.b))!.distance;
    const others = distances.filter(({ vcpu }) => !isSameVcpu(vcpu, pair.b));
    return own <= ALIKE && others.every(({ distance }) => distance - own >= OTHERS_FARTHER);
  });
  return { applied, hint: [], reason, confidence: isSure ? 'strong' : 'weak' };
}

function swapHint(a: RunProfile, b: RunProfile, vcpus: readonly RunVcpu[]): RolePairing {
  const [rolesA, rolesB] = [rolesOf(a, vcpus, whole(a)), rolesOf(b, vcpus, whole(b))];
  const hint = cheapestPairs(vcpus, vcpus, rolesA, rolesB).filter(
    (pair) => !isSameVcpu(pair.a, pair.b),
  );
  if (hint.length === 0) return NO_ROLE_PAIRING;
  const isEverywhere = halvesOf(a).every((ofA) =>
    halvesOf(b).every((ofB) =>
      isClearly(hint, vcpus, rolesOf(a, vcpus, ofA), rolesOf(b, vcpus, ofB)),
    ),
  );
  if (!isEverywhere) return NO_ROLE_PAIRING;
  const reasons = hint.map((pair) =>
    reasonOf(
      pair,
      roleIn(rolesA, vcpus, pair.a),
      roleIn(rolesB, vcpus, pair.b),
      roleIn(rolesB, vcpus, pair.a),
    ),
  );
  return { applied: [], hint, reason: reasons.join('; '), confidence: 'strong' };
}

function isClearly(
  hint: readonly VcpuPair[],
  vcpus: readonly RunVcpu[],
  rolesA: readonly VcpuRole[],
  rolesB: readonly VcpuRole[],
): boolean {
  let byNumber = 0;
  let paired = 0;
  for (const pair of hint) {
    const role = roleIn(rolesA, vcpus, pair.a);
    byNumber += roleDistance(role, roleIn(rolesB, vcpus, pair.a));
    paired += roleDistance(role, roleIn(rolesB, vcpus, pair.b));
  }
  return byNumber - paired >= CLEARLY_NEARER * hint.length && paired <= MOST_LEFT * byNumber;
}

/** As many pairs as the side with fewer vCPUs has. */
function cheapestPairs(
  ofA: readonly RunVcpu[],
  ofB: readonly RunVcpu[],
  rolesA: readonly VcpuRole[],
  rolesB: readonly VcpuRole[],
): readonly VcpuPair[] {
  if (ofA.length > ofB.length) {
    return cheapestPairs(ofB, ofA, rolesB, rolesA).map((pair) => ({ a: pair.b, b: pair.a }));
  }
  const costs = ofA.map((one, row) =>
    ofB.map(
      (other, column) =>
        roleDistance(rolesA[row]!, rolesB[column]!) +
        (one.vcpu === other.vcpu ? 0 : OTHER_NUMBER) +
        (one.vm === other.vm ? 0 : OTHER_VM),
    ),
  );
  return cheapestAssignment(costs).map((column, row) => ({ a: ofA[row]!, b: ofB[column]! }));
}

function reasonOf({ a, b }: VcpuPair, of: VcpuRole, like: VcpuRole, unlike?: VcpuRole): string {
  const why = likenessWords(of, like, unlike);
  return `vCPU ${vcpuNumber(a)} of A looks like ${vcpuNumber(b)} of B${why === '' ? '' : ` (${why})`}`;
}

function rolesOf(run: RunProfile, vcpus: readonly RunVcpu[], span: BinSpan): readonly VcpuRole[] {
  return vcpus.map((vcpu) => vcpuRole(run, vcpu, span));
}

function roleIn(roles: readonly VcpuRole[], vcpus: readonly RunVcpu[], vcpu: RunVcpu): VcpuRole {
  return roles[vcpus.findIndex((of) => isSameVcpu(of, vcpu))]!;
}

function whole({ wallNs }: RunProfile): BinSpan {
  return { from: 0, to: wallNs.length };
}

function halvesOf({ wallNs }: RunProfile): readonly BinSpan[] {
  const middle = Math.floor(wallNs.length / 2);
  return [
    { from: 0, to: middle },
    { from: middle, to: wallNs.length },
  ];
}

function has(vcpus: readonly RunVcpu[], vcpu: RunVcpu): boolean {
  return vcpus.some((of) => isSameVcpu(of, vcpu));
}
