import { hex } from '../base/hex';

/**
 * What usually sits at an x86 I/O port: `COM1` for 0x3f8. Undefined: no fixed user of the port.
 * Machine models move ACPI and fw_cfg ports; the names are those of QEMU's pc and q35.
 */
export function portName(port: number): string | undefined {
  return ranges.find(({ first, last }) => port >= first && port <= last)?.name;
}

/** `0x3f8 COM1`; the number alone for a port without a name. */
export function describePort(port: number): string {
  const name = portName(port);
  return name === undefined ? hex(port) : `${hex(port)} ${name}`;
}

interface PortRange {
  readonly first: number;
  readonly last: number;
  readonly name: string;
}

const ranges: readonly PortRange[] = (
  [
    [0x000, 0x01f, 'DMA 1'],
    [0x020, 0x020, 'PIC 1 command'],
    [0x021, 0x021, 'PIC 1 mask'],
    [0x040, 0x040, 'PIT channel 0'],
    [0x041, 0x041, 'PIT channel 1'],
    [0x042, 0x042, 'PIT channel 2'],
    [0x043, 0x043, 'PIT command'],
    [0x060, 0x060, 'keyboard'],
    [0x061, 0x061, 'system control B (NMI, speaker)'],
    [0x064, 0x064, 'keyboard command'],
    [0x070, 0x070, 'RTC/CMOS index'],
    [0x071, 0x071, 'RTC/CMOS'],
    [0x080, 0x080, 'POST code'],
    [0x081, 0x08f, 'DMA page'],
    [0x092, 0x092, 'system control A (A20, reset)'],
    [0x0a0, 0x0a0, 'PIC 2 command'],
    [0x0a1, 0x0a1, 'PIC 2 mask'],
    [0x0b2, 0x0b2, 'APM command (SMI)'],
    [0x0b3, 0x0b3, 'APM status'],
    [0x0c0, 0x0df, 'DMA 2'],
    [0x0ed, 0x0ed, 'I/O delay'],
    [0x0f0, 0x0f1, 'FPU reset'],
    [0x170, 0x177, 'IDE 2'],
    [0x1ce, 0x1d0, 'Bochs VBE'],
    [0x1f0, 0x1f7, 'IDE 1'],
    [0x200, 0x207, 'game port'],
    [0x278, 0x27f, 'LPT2'],
    [0x2e8, 0x2ef, 'COM4'],
    [0x2f8, 0x2ff, 'COM2'],
    [0x376, 0x376, 'IDE 2 control'],
    [0x378, 0x37f, 'LPT1'],
    [0x3b0, 0x3bb, 'VGA mono'],
    [0x3c0, 0x3df, 'VGA'],
    [0x3e8, 0x3ef, 'COM3'],
    [0x3f0, 0x3f5, 'floppy'],
    [0x3f6, 0x3f6, 'IDE 1 control'],
    [0x3f7, 0x3f7, 'floppy'],
    [0x3f8, 0x3ff, 'COM1'],
    [0x402, 0x402, 'QEMU debug console'],
    [0x4d0, 0x4d1, 'ELCR'],
    [0x505, 0x505, 'pvpanic'],
    [0x510, 0x510, 'fw_cfg selector'],
    [0x511, 0x511, 'fw_cfg data'],
    [0x514, 0x51b, 'fw_cfg DMA'],
    [0x600, 0x67f, 'ACPI PM'],
    [0x700, 0x73f, 'SMBus'],
    [0xa00, 0xa17, 'ACPI memory hotplug'],
    [0xcc0, 0xcd7, 'ACPI PCI hotplug (q35)'],
    [0xcd8, 0xce3, 'ACPI CPU hotplug (q35)'],
    [0xcf8, 0xcfb, 'PCI config address'],
    [0xcfc, 0xcff, 'PCI config data'],
    [0x5658, 0x5659, 'VMware backdoor'],
    [0xae00, 0xae17, 'ACPI PCI hotplug (pc)'],
    [0xaf00, 0xaf1f, 'ACPI CPU hotplug (pc)'],
    [0xafe0, 0xafe3, 'ACPI GPE (pc)'],
    [0xb000, 0xb03f, 'ACPI PM (pc)'],
    [0xb100, 0xb13f, 'SMBus (pc)'],
  ] as const
).map(([first, last, name]) => ({ first, last, name }));
