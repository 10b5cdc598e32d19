import { spawnSync } from 'node:child_process';

/** CPU and wall seconds of one finished command; peak memory where GNU time is installed. */
export interface Measured {
  readonly cpuSeconds: number;
  readonly wallSeconds: number;
  readonly peakMb: number | undefined;
}

/** Runs a command `runs` times, its output thrown away; the run with the median CPU time counts. */
export function measure(command: string, runs: number): Measured {
  const measured = Array.from({ length: runs }, () => runOnce(command));
  measured.sort((a, b) => a.cpuSeconds - b.cpuSeconds);
  return measured[runs >>> 1]!;
}

export function isInstalled(program: string): boolean {
  return spawnSync('sh', ['-c', `command -v ${program}`]).status === 0;
}

function runOnce(command: string): Measured {
  const gnuTime = spawnSync('/usr/bin/time', ['--version']).status === 0;
  const timed = gnuTime
    ? `/usr/bin/time -f '%U %S %e %M' sh -c ${quoted(`exec ${command} > /dev/null 2>&1`)}`
    : `TIMEFORMAT='%U %S %R 0'; time ${command} > /dev/null 2>&1`;
  const { stderr, status } = spawnSync('bash', ['-c', timed], { encoding: 'utf8' });
  if (status !== 0) throw new Error(`${command}: exit status ${status}: ${stderr}`);
  const [user, system, wall, peakKb] = stderr.trim().split('\n').at(-1)!.split(' ').map(Number);
  return {
    cpuSeconds: user! + system!,
    wallSeconds: wall!,
    peakMb: gnuTime ? peakKb! / 1024 : undefined,
  };
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
