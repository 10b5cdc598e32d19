import { decimalField, groupedField, hexField, integerOf, textOf } from '../fieldValues';
import { decodeTaskState } from '../taskStates';
import type { DescribedEvent, Describer, Describers, Words } from './words';

/** Which thread runs where, and who woke it. Source: domain reference A.4. */
export const schedulerWords: Describers = {
  sched_switch: switchWords,
  sched_waking: (event) => ({
    summary: `wakes ${threadOf(event)}, for host CPU ${decimalField(event.fields, 'target_cpu')}`,
    sentences: [
      'The waker is this thread, or the interrupt that hit it: see the interrupt flags of the event.',
    ],
  }),
  sched_wakeup: runnableWords,
  sched_wakeup_new: runnableWords,
  sched_migrate_task: (event) => ({
    summary: `moves ${threadOf(event)} from host CPU ${decimalField(event.fields, 'orig_cpu')} to ${decimalField(event.fields, 'dest_cpu')}`,
  }),
  sched_stat_runtime: (event) => ({
    summary: `${threadOf(event)} has run for ${groupedField(event.fields, 'runtime')} ns`,
  }),
  sched_process_fork: ({ fields }) => ({
    summary: `${thread(fields, 'parent_comm', 'parent_pid')} creates ${thread(fields, 'child_comm', 'child_pid')}`,
  }),
  sched_process_exec: (event) => ({ summary: `${threadOf(event)} starts another program` }),
  sched_process_free: (event) => ({ summary: `${threadOf(event)} is gone` }),
  sched_move_numa: ({ fields }) => ({
    summary: `NUMA balancing moves tid ${decimalField(fields, 'pid')} from node ${decimalField(fields, 'src_nid')} to ${decimalField(fields, 'dst_nid')}`,
  }),
  sched_stick_numa: numaPairWords('leaves', 'where it is'),
  sched_swap_numa: numaPairWords('swaps', 'with its partner'),
  sched_process_exit: (event) => ({ summary: `${threadOf(event)} exits` }),
};

/** System `task`. */
export const taskWords: Describers = {
  task_newtask: (event) => ({
    summary: `${threadOf(event)} is created, clone flags ${hexField(event.fields, 'clone_flags')}`,
  }),
  task_rename: ({ fields }) => ({
    summary: `${thread(fields, 'oldcomm', 'pid')} renames itself${newNameOf(fields)}`,
  }),
};

type Fields = DescribedEvent['fields'];

function newNameOf(fields: Fields): string {
  const name = textOf(fields, 'newcomm');
  return name === undefined ? '' : ` to ${name}`;
}

function switchWords({ fields, conditions }: DescribedEvent): Words {
  const raw = integerOf(fields, 'prev_state');
  const state = raw === undefined ? undefined : decodeTaskState(raw, conditions ?? []);
  const left = state === undefined ? unnumberedState(fields) : `${state.letters}, ${state.meaning}`;
  return {
    summary: `${thread(fields, 'prev_comm', 'prev_pid')} off (${left}), ${thread(fields, 'next_comm', 'next_pid')} on`,
    sentences: [
      state === undefined
        ? undefined
        : `The thread that ran leaves the host CPU ${state.meaning} (${state.letters}).`,
    ],
    meanings: { prev_state: state === undefined ? undefined : left },
  };
}

/** trace-cmd's plugin prints R for a preempted thread and for one that goes on alike. */
function unnumberedState(fields: Fields): string {
  const printed = textOf(fields, 'prev_state');
  if (printed === 'R') return 'R, runnable, preempted or not';
  return printed ?? 'state unknown';
}

function numaPairWords(deed: string, end: string): Describer {
  return ({ fields }) => ({
    summary: `NUMA balancing ${deed} tid ${decimalField(fields, 'src_pid')} on node ${decimalField(fields, 'src_nid')} ${end}, tid ${decimalField(fields, 'dst_pid')} on node ${decimalField(fields, 'dst_nid')}`,
  });
}

function runnableWords(event: DescribedEvent): Words {
  // Up to 5.11 the event is traced also for threads that were not asleep.
  const inVain = event.fields.has('success') && integerOf(event.fields, 'success') === 0n;
  return {
    summary: `${threadOf(event)} is runnable on host CPU ${decimalField(event.fields, 'target_cpu')}${inVain ? ', and was already' : ''}`,
  };
}

function threadOf({ fields }: DescribedEvent): string {
  return thread(fields, 'comm', 'pid');
}

/** `CPU 0/KVM (tid 137)`. Names are not unique, so the tid always stands beside them. */
function thread(fields: Fields, commField: string, tidField: string): string {
  const tid = integerOf(fields, tidField)?.toString() ?? 'unknown';
  const comm = textOf(fields, commField);
  return comm === undefined || comm === '' ? `tid ${tid}` : `${comm} (tid ${tid})`;
}
