import type { Hue, Fill } from '../../charts/classStyles';

/** What a cause of faults means, by the words of `exitscope conflicts`, and how it is drawn. */
export interface CauseStyle {
  readonly meaning: string;
  readonly hue: Hue;
  readonly fill: Fill;
}

const causeStyles: Readonly<Record<string, CauseStyle>> = {
  cold: {
    meaning:
      'First fault on a page that was not mapped: start, restore, a balloon given back; each says how sure that is',
    hue: 'blue',
    fill: 'solid',
  },
  'write-protect': {
    meaning:
      'A store to a page that can only be read: KVM watches it, as a page table of the guest, or no event tells why',
    hue: 'red',
    fill: 'hatched',
  },
  sharing: {
    meaning: 'A store to a page that is protected again and again, and that vCPUs share',
    hue: 'red',
    fill: 'solid',
  },
  'dirty-log': {
    meaning: 'A store that dirty logging wants to see, as in a live migration',
    hue: 'yellow',
    fill: 'hatched',
  },
  'ksm-cow': {
    meaning: 'A store to a page that KSM or a fork shares: the host copies it',
    hue: 'purple',
    fill: 'solid',
  },
  'notifier-zap': {
    meaning: 'Access to a page that was mapped before and that the host took away since',
    hue: 'purple',
    fill: 'hatched',
  },
  'access-tracking': {
    meaning: 'The host had cleared the entry to see whether the page is used',
    hue: 'green',
    fill: 'solid',
  },
  'huge-split': {
    meaning: 'A large mapping was split, and the part is mapped by itself',
    hue: 'green',
    fill: 'hatched',
  },
  nx: {
    meaning: 'Code was fetched from a page that is mapped without execution',
    hue: 'foreground',
    fill: 'hatched',
  },
  mmio: {
    meaning: 'No memory is there: a device is emulated',
    hue: 'yellow',
    fill: 'solid',
  },
  'userspace-protection': {
    meaning:
      'User space protects the page (userfaultfd, mprotect, a read-only slot) and handles it',
    hue: 'blue',
    fill: 'hatched',
  },
  'async-pf': {
    meaning: 'The host fetches the page, from swap or a file, while the guest may go on',
    hue: 'green',
    fill: 'dotted',
  },
  unknown: {
    meaning: 'The recording does not tell; each fault says why',
    hue: 'foreground',
    fill: 'dotted',
  },
};

export function causeStyle(cause: string): CauseStyle {
  return causeStyles[cause] ?? { meaning: cause, hue: 'foreground', fill: 'dotted' };
}

/** The class of the style sheet for the paint of a cause. */
export function causeClass(cause: string): string {
  const { hue, fill } = causeStyle(cause);
  return `hue-${hue} fill-${fill}`;
}
