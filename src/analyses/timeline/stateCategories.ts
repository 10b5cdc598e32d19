import { EXIT_CLASSES } from '../../kvm/exitReasons';
import { State, VCPU_STATES } from '../../vcpu/states/VcpuState';

/** In the kernel for an exit that no event tells of. */
const KERNEL = 'kernel';

/**
 * What a vCPU does at a time: the states of domain reference C.1, time in the kernel by the class of
 * the exit that is handled.
 */
export const STATE_CATEGORIES: readonly string[] = [
  'guest',
  ...EXIT_CLASSES.map((exitClass) => `${KERNEL}:${exitClass}`),
  KERNEL,
  ...VCPU_STATES.filter((state) => state !== 'guest' && state !== KERNEL),
];

const categoryOfState = VCPU_STATES.map((state) => STATE_CATEGORIES.indexOf(state));
const FIRST_CLASS = STATE_CATEGORIES.indexOf(`${KERNEL}:${EXIT_CLASSES[0]}`);
const stateOfCategory = STATE_CATEGORIES.map((name) =>
  name.startsWith(KERNEL) ? State.Kernel : VCPU_STATES.findIndex((state) => state === name),
);

export const UNKNOWN_CATEGORY = categoryOfState[State.Unknown]!;

/** Index in STATE_CATEGORIES of a state; time in the kernel as such. */
export function categoryOf(state: State): number {
  return categoryOfState[state]!;
}

/** Index in STATE_CATEGORIES of time in the kernel for an exit of a class, by its index in EXIT_CLASSES. */
export function categoryOfClass(classIndex: number): number {
  return FIRST_CLASS + classIndex;
}

/** The state that a category is of. */
export function stateOf(category: number): State {
  return stateOfCategory[category] as State;
}
