import { hex } from '../base/hex';
import { describeApicRegister } from './apicRegisters';
import { bitsOf, hasBit } from './bits';
import { describeEptViolation } from './eptViolation';
import { generalRegisterName } from './generalRegisters';
import { decodeInterruptionInfo } from './interruptionInfo';
import { describePort } from './portNames';

/** A VMX exit as far as its qualification is concerned. */
export interface VmxExit {
  /** Basic exit reason. */
  readonly code: number;
  /** Exit qualification. */
  readonly info1: bigint;
  /** VM-exit interruption information (A.1.1: where it is depends on the layout). */
  readonly interruptionInfo: number;
}

/**
 * Exit qualification (`info1`) of a VMX exit in words: `out 0x3f8 COM1, 1 byte`.
 * Undefined: the reason has none, or none we know.
 * Source: domain reference B.2, B.4; INTEL SDM volume 3, "exit qualification", for what B.2 marks [SDM].
 */
export function describeVmxQualification(exit: VmxExit): string | undefined {
  return qualifications.get(exit.code)?.(exit.info1, exit);
}

const qualifications: ReadonlyMap<number, (info1: bigint, exit: VmxExit) => string | undefined> =
  new Map([
    [0, exception],
    [9, taskSwitch],
    [14, (info1) => `linear address ${hex(BigInt.asUintN(64, info1))}`],
    [28, crAccess],
    [29, drAccess],
    [30, ioInstruction],
    [33, invalidState],
    [34, (info1) => `entry ${info1} of the MSR-load list failed`],
    [36, mwait],
    [44, apicAccess],
    [45, (info1) => `vector ${hex(bitsOf(info1, 0, 7))}`],
    [48, describeEptViolation],
    [56, (info1) => `APIC register ${describeApicRegister(bitsOf(info1, 0, 11))}`],
    [62, (info1) => (hasBit(info1, 12) ? 'NMIs just unblocked by an IRET' : undefined)],
    [75, (info1) => (hasBit(info1, 0) ? 'the VM context is invalid' : 'the VM context is valid')],
  ]);

/** Only #PF and #DB have a qualification. */
function exception(info1: bigint, { interruptionInfo }: VmxExit): string | undefined {
  const vector = decodeInterruptionInfo(interruptionInfo)?.vector;
  if (vector === 14) return `fault at guest-virtual address ${hex(BigInt.asUintN(64, info1))}`;
  return vector === 1 ? `debug conditions ${hex(info1)}` : undefined;
}

function taskSwitch(info1: bigint): string {
  const cause = ['CALL', 'IRET', 'JMP', 'a task gate'][bitsOf(info1, 30, 31)]!;
  return `by ${cause} to task selector ${hex(bitsOf(info1, 0, 15))}`;
}

function crAccess(info1: bigint): string {
  const register = `cr${bitsOf(info1, 0, 3)}`;
  const general = generalRegisterName(bitsOf(info1, 8, 11));
  switch (bitsOf(info1, 4, 5)) {
    case 0:
      return `mov to ${register} from ${general}`;
    case 1:
      return `mov from ${register} to ${general}`;
    case 2:
      return 'clts';
    default:
      return `lmsw ${hex(bitsOf(info1, 16, 31))}`;
  }
}

function drAccess(info1: bigint): string {
  const register = `dr${bitsOf(info1, 0, 2)}`;
  const general = generalRegisterName(bitsOf(info1, 8, 11));
  return hasBit(info1, 4)
    ? `mov from ${register} to ${general}`
    : `mov to ${register} from ${general}`;
}

function ioInstruction(info1: bigint): string {
  const size = bitsOf(info1, 0, 2) + 1;
  const rep = hasBit(info1, 5) ? 'rep ' : '';
  const direction = hasBit(info1, 3) ? 'in' : 'out';
  const string = hasBit(info1, 4) ? 's' : '';
  const bytes = `${size} ${size === 1 ? 'byte' : 'bytes'}`;
  return `${rep}${direction}${string} ${describePort(bitsOf(info1, 16, 31))}, ${bytes}`;
}

function invalidState(info1: bigint): string | undefined {
  const causes = new Map([
    [2n, 'loading the PDPTEs failed'],
    [3n, 'an NMI was to be injected while MOV SS blocks events'],
    [4n, 'the VMCS link pointer is invalid'],
  ]);
  return causes.get(info1);
}

function mwait(info1: bigint): string {
  return hasBit(info1, 0) ? 'the monitor was armed' : 'the monitor was not armed';
}

function apicAccess(info1: bigint): string {
  const register = describeApicRegister(bitsOf(info1, 0, 11));
  switch (bitsOf(info1, 12, 15)) {
    case 0:
      return `read of ${register}`;
    case 1:
      return `write of ${register}`;
    case 2:
      return `instruction fetch at ${register}`;
    case 3:
      return 'access while an event was delivered';
    case 10:
      return 'guest-physical access while an event was delivered';
    case 15:
      return 'guest-physical access by an instruction';
    default:
      return `access of unknown type ${bitsOf(info1, 12, 15)}`;
  }
}
