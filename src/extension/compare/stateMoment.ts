import type { RunVcpu } from '../../protocol/compare';
import { WHOLE_SHARE } from '../../protocol/timeline';
import type { BandColumns } from '../../protocol/timeline';
import type { Asked } from '../language/rowOfEvent';
import type { Moment } from './Moment';

/** Of each look: it halves the time some ten times. */
const COLUMNS = 1024;
/** vCPUs that are looked at. */
const MOST_LANES = 32;

interface Fullest {
  readonly column: number;
  /** Of the column, 0 to 1. */
  readonly share: number;
}

/** A stretch in which a vCPU was in a state, where it was so most of the time. undefined: none ever was. */
export async function stateMoment(
  engine: Asked,
  state: string,
  vcpu: RunVcpu | null,
): Promise<Moment | undefined> {
  const overview = await engine.call('timelineOverview', {});
  if (overview === null) return undefined;
  const wanted = overview.categories.state.map(
    (word) => word === state || word.startsWith(`${state}:`),
  );
  const lanes = overview.lanes
    .filter(({ kind, vm, vcpu: of }) => {
      if (kind !== 'state' || vm === null || of === null) return false;
      return vcpu === null || (vm === vcpu.vm && of === vcpu.vcpu);
    })
    .slice(0, MOST_LANES);
  let [fromNs, toNs] = [overview.fromNs, overview.toNs];
  let keys = lanes.map(({ key }) => key);
  for (;;) {
    const columnNs = Math.max(1, (toNs - fromNs) / COLUMNS);
    const window = { fromNs, columnNs, columns: COLUMNS };
    const view = await engine.call('timelineView', { ...window, lanes: keys, withArrows: false });
    const bands = view.lanes.filter((band): band is BandColumns => band.form === 'band');
    const [best] = bands
      .map((band) => ({ key: band.key, ...fullestColumn(band, wanted) }))
      .sort((one, other) => other.share - one.share);
    if (best === undefined || best.share === 0) return undefined;
    const timeNs = fromNs + (best.column + 0.5) * columnNs;
    if (best.share >= 1 || columnNs === 1) {
      const of = lanes.find(({ key }) => key === best.key)!;
      const place = { vm: of.vm!, vcpu: of.vcpu!, fromNs: timeNs, toNs: timeNs };
      return { ...place, timeNs, lanes: ['state'] };
    }
    keys = [best.key];
    fromNs += best.column * columnNs;
    toNs = fromNs + columnNs;
  }
}

/** The column that holds most of the categories that are wanted, the first one of several. */
function fullestColumn(
  { counts, category, share }: BandColumns,
  wanted: readonly boolean[],
): Fullest {
  let fullest: Fullest = { column: 0, share: 0 };
  let entry = 0;
  for (let column = 0; column < counts.length; column++) {
    // A column without entries is as the one before, and no fuller.
    let sum = 0;
    for (const end = entry + counts[column]!; entry < end; entry++) {
      if (wanted[category[entry]!] === true) sum += share[entry]!;
    }
    if (sum > fullest.share * WHOLE_SHARE) fullest = { column, share: sum / WHOLE_SHARE };
  }
  return fullest;
}
