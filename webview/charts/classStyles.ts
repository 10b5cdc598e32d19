/** Hues VS Code's themes define for charts; its orange is left out: translucent, and absent in high contrast. */
export type Hue = 'blue' | 'yellow' | 'green' | 'purple' | 'red' | 'foreground';
export type Fill = 'solid' | 'hatched' | 'dotted';

export interface ClassStyle {
  readonly className: string;
  readonly hue: Hue;
  /** Tells classes of one family apart, and families where hues look alike. */
  readonly fill: Fill;
}

/**
 * The classes drawn apart, from the bottom of a bar to its top. A class keeps its look whatever else
 * is in the trace, so that pictures can be compared; classes not named here are drawn as `other`.
 */
export const classStyles: readonly ClassStyle[] = [
  { className: 'idle', hue: 'blue', fill: 'solid' },
  { className: 'spin', hue: 'blue', fill: 'hatched' },
  { className: 'mem', hue: 'yellow', fill: 'solid' },
  { className: 'mmio', hue: 'yellow', fill: 'hatched' },
  { className: 'dirty', hue: 'yellow', fill: 'dotted' },
  { className: 'irq-host', hue: 'green', fill: 'hatched' },
  { className: 'irq-window', hue: 'green', fill: 'dotted' },
  { className: 'apic', hue: 'green', fill: 'solid' },
  { className: 'msr', hue: 'purple', fill: 'solid' },
  { className: 'timer', hue: 'purple', fill: 'hatched' },
  { className: 'pio', hue: 'purple', fill: 'dotted' },
  { className: 'exc', hue: 'red', fill: 'hatched' },
  { className: 'error', hue: 'red', fill: 'solid' },
  { className: 'cpuid', hue: 'foreground', fill: 'hatched' },
  { className: 'hypercall', hue: 'foreground', fill: 'solid' },
];

export const otherStyle: ClassStyle = { className: 'other', hue: 'foreground', fill: 'dotted' };
