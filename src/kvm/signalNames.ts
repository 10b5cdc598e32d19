/** x86 signal by number: `SIGUSR1` for 10; real-time signals by distance. Source: arch/x86/include/uapi/asm/signal.h. */
export function signalName(signal: number): string | undefined {
  if (signal >= 32 && signal <= 64) return signal === 32 ? 'SIGRTMIN' : `SIGRTMIN+${signal - 32}`;
  const name = names[signal];
  return name === undefined || name === '' ? undefined : `SIG${name}`;
}

const names = (
  ' HUP INT QUIT ILL TRAP ABRT BUS FPE KILL USR1 SEGV USR2 PIPE ALRM TERM STKFLT CHLD CONT STOP ' +
  'TSTP TTIN TTOU URG XCPU XFSZ VTALRM PROF WINCH IO PWR SYS'
).split(' ');
