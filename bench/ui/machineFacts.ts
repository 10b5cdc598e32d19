import os from 'node:os';

/** The machine that numbers are of, in a line. */
export function machineFacts(): string {
  const [cpu] = os.cpus();
  const memoryGb = (os.totalmem() / 2 ** 30).toFixed(0);
  const load = os.loadavg()[0]!.toFixed(1);
  return `${os.cpus().length} × ${cpu?.model ?? 'unknown CPU'}, ${memoryGb} GB, ${os.type()} ${os.release()}, Node ${process.versions.node}, load ${load}`;
}
