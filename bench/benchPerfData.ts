import path from 'node:path';
import { writeLargePerfData } from './largePerfData';
import { isInstalled, measure } from './measure';
import { reportOurs } from './report';
import { row } from './row';

/** Of perf kvm stat record: nearly all of its events are entries and exits, which perf kvm stat report counts. */
const recording = path.join(__dirname, '../test/fixtures/perf/vmx-kvmstat-hlt-timer.perf.data');

/** Times a large perf.data, sorted by time over all its buffers, beside what perf makes of it. */
export async function benchPerfData(folder: string, leastEvents: number): Promise<void> {
  const file = path.join(folder, 'large.perf.data');
  const events = await writeLargePerfData(recording, file, leastEvents);
  const ours = reportOurs({ name: 'perf.data', file, events, targetMillions: 4 });
  if (!isInstalled('perf')) {
    console.log('perf is not installed: nothing to compare with.');
    return;
  }
  const script = measure(`perf script -i ${file}`, 1);
  row('perf script', script, events);
  const kvmStat = measure(`perf kvm --host -i ${file} stat report`, 1);
  row('perf kvm stat', kvmStat, events);
  const ratios = [script, kvmStat].map((theirs) =>
    (theirs.cpuSeconds / ours.exits.cpuSeconds).toFixed(1),
  );
  console.log(
    `  ${ratios[0]} times faster than perf script (target 6), ${ratios[1]} than perf kvm stat (target 1)`,
  );
  const report = kvmStat.cpuSeconds / ours.report.cpuSeconds;
  console.log(`  report: ${report.toFixed(1)} times the speed of perf kvm stat`);
}
