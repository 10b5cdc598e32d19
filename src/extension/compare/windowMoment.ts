import type { Asked } from '../language/rowOfEvent';
import type { Moment } from './Moment';

/** When a poll window was made so long, or else was no longer so long. undefined: no event tells of it. */
export async function windowMoment(engine: Asked, windowNs: number): Promise<Moment | undefined> {
  for (const member of ['new', 'old']) {
    const filter = `kvm_halt_poll_ns ${member}=${windowNs}`;
    const { row, timeNs, vm, vcpu } = await engine
      .call('eventPage', { filter, start: 0, count: 1 })
      // A recording without such events does not know them.
      .catch(() => ({ row: [], timeNs: [], vm: [], vcpu: [] }));
    const [at, atNs, ofVm, ofVcpu] = [row[0], timeNs[0], vm[0], vcpu[0]];
    if (at === undefined || atNs === undefined || ofVm === undefined || ofVcpu === undefined) {
      continue;
    }
    const place = { vm: ofVm, vcpu: ofVcpu, timeNs: atNs, fromNs: atNs, toNs: atNs };
    return { ...place, row: at, lanes: ['window', 'state'] };
  }
  return undefined;
}
