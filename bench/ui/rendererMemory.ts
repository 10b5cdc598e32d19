import { readdirSync, readFileSync } from 'node:fs';

/** MB that the renderers of a browser hold for themselves; undefined where the system does not tell. */
export function rendererMemoryMb(): number | undefined {
  if (process.platform !== 'linux') return undefined;
  let kb = 0;
  for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    if (!textOf(`/proc/${pid}/cmdline`).includes('--type=renderer')) continue;
    const [, anonymous] = /^RssAnon:\s+(\d+) kB$/m.exec(textOf(`/proc/${pid}/status`)) ?? [];
    kb += Number(anonymous ?? 0);
  }
  return kb / 1024;
}

/** '' of a process that has ended. */
function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
