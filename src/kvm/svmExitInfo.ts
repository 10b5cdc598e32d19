import { hex } from '../base/hex';
import { describeApicRegister, describeIcrLow } from './apicRegisters';
import { avicIpiFailure } from './avicIpiFailures';
import { bitsOf, hasBit } from './bits';
import { generalRegisterName } from './generalRegisters';
import { describePageFaultErrorCode } from './pageFaultErrorCode';
import { describePort } from './portNames';

/** EXITINFO1 and EXITINFO2 in words; undefined where the exit has none, or none we know. */
export interface SvmExitWords {
  readonly info1: string | undefined;
  readonly info2: string | undefined;
}

/**
 * `info1` and `info2` of an SVM exit in words. Source: domain reference B.3, B.5; AMD APM volume 2,
 * appendix C, and arch/x86/kvm/svm for what B.3 marks [SDM].
 */
export function describeSvmExitInfo(code: number, info1: bigint, info2: bigint): SvmExitWords {
  const describe = byCode.get(code) ?? describerOfRange(code);
  return { info1: undefined, info2: undefined, ...describe?.(info1, info2) };
}

type Describer = (info1: bigint, info2: bigint) => Partial<SvmExitWords>;

const byCode: ReadonlyMap<number, Describer> = new Map<number, Describer>([
  [0x04e, shadowPageFault],
  [0x065, moveDescriber(0x010)],
  [0x075, (info1) => ({ info1: `INT ${hex(bitsOf(info1, 0, 7))}` })],
  [0x079, (info1) => ({ info1: `linear address ${hex(BigInt.asUintN(64, info1))}` })],
  [0x07b, io],
  [0x07c, (info1) => ({ info1: info1 === 0n ? 'read' : 'write' })],
  [0x07d, taskSwitch],
  [0x08f, trappedWrite],
  [0x090, trappedWrite],
  [0x094, trappedWrite],
  [0x098, trappedWrite],
  [0x400, nestedPageFault],
  [0x401, incompleteIpi],
  [0x402, unacceleratedAccess],
]);

function describerOfRange(code: number): Describer | undefined {
  return code > 0x03f ? undefined : moveDescriber(code);
}

/** MOV from (0x000, 0x020) and to (0x010, 0x030) a control or debug register. */
function moveDescriber(code: number): Describer {
  const isControl = code < 0x020;
  const register = `${isControl ? 'cr' : 'dr'}${code & 0xf}`;
  const words = (general: string): string =>
    (code & 0x10) === 0
      ? `mov from ${register} to ${general}`
      : `mov to ${register} from ${general}`;
  return (info1) => {
    const general = generalRegisterName(bitsOf(info1, 0, 3));
    // Other instructions than MOV reach a control register: bit 63 tells. Of debug registers there
    // is only MOV, and no such bit (dr_interception in svm.c). Without decode assists all is 0.
    if (isControl) return hasBit(info1, 63) ? { info1: words(general) } : {};
    return { info1: `${words(general)}${info1 === 0n ? ', or not told by this CPU' : ''}` };
  };
}

function shadowPageFault(info1: bigint, info2: bigint): SvmExitWords {
  return {
    info1: describePageFaultErrorCode(info1, 'shadow'),
    info2: `guest-virtual address ${hex(BigInt.asUintN(64, info2))}`,
  };
}

function nestedPageFault(info1: bigint, info2: bigint): SvmExitWords {
  return {
    info1: describePageFaultErrorCode(info1, 'npf'),
    info2: `guest-physical address ${hex(BigInt.asUintN(64, info2))}`,
  };
}

function io(info1: bigint, info2: bigint): SvmExitWords {
  const rep = hasBit(info1, 3) ? 'rep ' : '';
  const direction = hasBit(info1, 0) ? 'in' : 'out';
  const string = hasBit(info1, 2) ? 's' : '';
  const port = describePort(bitsOf(info1, 16, 31));
  return {
    info1: `${rep}${direction}${string} ${port}, ${ioSize(info1)}`,
    info2: `next instruction at ${hex(BigInt.asUintN(64, info2))}`,
  };
}

function ioSize(info1: bigint): string {
  if (hasBit(info1, 4)) return '1 byte';
  if (hasBit(info1, 5)) return '2 bytes';
  return hasBit(info1, 6) ? '4 bytes' : 'size unknown';
}

function taskSwitch(info1: bigint, info2: bigint): SvmExitWords {
  const cause = hasBit(info2, 36) ? 'IRET' : hasBit(info2, 38) ? 'JMP' : 'CALL or an event';
  return {
    info1: `task selector ${hex(bitsOf(info1, 0, 15))}`,
    info2: hasBit(info2, 44)
      ? `by ${cause}, error code ${hex(bitsOf(info2, 0, 31))}`
      : `by ${cause}`,
  };
}

function trappedWrite(info1: bigint): Partial<SvmExitWords> {
  return { info1: `new value ${hex(BigInt.asUintN(64, info1))}` };
}

function incompleteIpi(info1: bigint, info2: bigint): SvmExitWords {
  return {
    // Where in the upper word the destination is depends on the guest's APIC mode, which is not recorded.
    info1: `${describeIcrLow(bitsOf(info1, 0, 31))}, upper ICR word ${hex(bitsOf(info1, 32, 63))}`,
    info2: `${avicIpiFailure(bitsOf(info2, 32, 63))}, index ${bitsOf(info2, 0, 8)}`,
  };
}

function unacceleratedAccess(info1: bigint, info2: bigint): SvmExitWords {
  const access = hasBit(info1, 32) ? 'write of' : 'read of';
  return {
    info1: `${access} ${describeApicRegister(bitsOf(info1, 4, 11) << 4)}`,
    info2: `vector ${hex(bitsOf(info2, 0, 7))}`,
  };
}
