import { element } from '../../dom/element';
import { stateTitle } from './stateStyles';

/** A vCPU's time as a whole, split into its states. */
export function stateBar(states: readonly string[], statesNs: readonly number[]): HTMLElement {
  const parts = states.flatMap((state, index) => {
    const ns = statesNs[index]!;
    if (ns === 0) return [];
    const part = element('span', { class: `state-${state}`, title: stateTitle(state) });
    part.style.flexGrow = ns.toString();
    return [part];
  });
  return element('span', { class: 'part-bar', 'aria-hidden': 'true' }, ...parts);
}
