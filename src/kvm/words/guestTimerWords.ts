import { decimalField, grouped, groupedField, hexField, integerOf, isSet } from '../fieldValues';
import type { DescribedEvent, Describers, Words } from './words';

/** The guest's timers and clocks. Cycles are TSC cycles, never ns (rule 0-3). Source: domain reference A.2. */
export const guestTimerWords: Describers = {
  kvm_hv_timer_state: hvTimerWords,
  kvm_wait_lapic_expire: waitLapicWords,
  kvm_write_tsc_offset: tscOffsetWords,
  kvm_track_tsc: trackTscWords,
  kvm_update_master_clock: masterClockWords,
  kvm_pvclock_update: pvclockWords,
  kvm_hv_stimer_callback: stimerWords('expires (timer interrupt of the host)'),
  kvm_hv_stimer_expiration: stimerWords('expiration is handled by the vCPU'),
  kvm_hv_stimer_start_one_shot: stimerWords('is armed once'),
  kvm_hv_stimer_start_periodic: stimerWords('is armed periodically'),
  kvm_hv_stimer_set_config: stimerWords('is configured'),
  kvm_hv_stimer_set_count: stimerWords('count is set'),
  kvm_hv_stimer_cleanup: stimerWords('is stopped'),
};

function vcpuOf({ fields }: DescribedEvent): string {
  return `vcpu ${decimalField(fields, 'vcpu_id')}`;
}

function hvTimerWords(event: DescribedEvent): Words {
  const inUse = isSet(event.fields, 'hv_timer_in_use');
  const place = inUse ? 'the VMX preemption timer' : 'an hrtimer of the host';
  return {
    summary: `${vcpuOf(event)} local timer on ${place}`,
    sentences: [
      inUse ? undefined : 'Done on every block, and always when MWAIT is passed through.',
    ],
    meanings: { hv_timer_in_use: place },
  };
}

function waitLapicWords(event: DescribedEvent): Words {
  const delta = integerOf(event.fields, 'delta');
  if (delta === undefined) return { summary: `${vcpuOf(event)} timer lateness unknown` };
  const signed = BigInt.asIntN(64, delta);
  const distance = grouped(signed < 0n ? -signed : signed);
  const side = signed < 0n ? 'before' : 'after';
  return {
    summary: `${vcpuOf(event)} woke ${distance} guest TSC cycles ${side} the timer's deadline`,
    sentences: [
      signed < 0n ? 'KVM advances timers and waits out the rest.' : undefined,
      'From 5.3 to 5.17 this is stamped after the next exit.',
    ],
    meanings: { delta: `guest TSC cycles ${side} the deadline` },
  };
}

function tscOffsetWords(event: DescribedEvent): Words {
  const { fields } = event;
  const before = hexField(fields, 'previous_tsc_offset');
  const after = hexField(fields, 'next_tsc_offset');
  return {
    summary: `${vcpuOf(event)} TSC offset ${before} → ${after}`,
    sentences: ['Guest TSC = host TSC × ratio + offset; the ratio is not recorded.'],
  };
}

function trackTscWords(event: DescribedEvent): Words {
  const { fields } = event;
  const clock = isSet(fields, 'use_master_clock') ? 'master clock' : 'no master clock';
  return {
    summary: `${vcpuOf(event)} TSC tracked: ${decimalField(fields, 'nr_vcpus_matched_tsc')} others match of ${decimalField(fields, 'online_vcpus')} vCPUs, ${clock}`,
  };
}

function masterClockWords({ fields }: DescribedEvent): Words {
  const clock = isSet(fields, 'use_master_clock') ? 'in use' : 'not in use';
  const offsets = isSet(fields, 'offset_matched') ? 'match' : 'differ';
  return { summary: `master clock of the VM ${clock}, TSC offsets ${offsets}` };
}

function pvclockWords(event: DescribedEvent): Words {
  const { fields } = event;
  return {
    summary: `${vcpuOf(event)} pvclock: system time ${groupedField(fields, 'system_time')} ns at TSC ${groupedField(fields, 'tsc_timestamp')}`,
    meanings: {
      system_time: 'ns of the guest since its boot',
      tsc_timestamp: 'guest TSC cycles at that time',
    },
  };
}

function stimerWords(deed: string): (event: DescribedEvent) => Words {
  return (event) => ({
    summary: `${vcpuOf(event)} Hyper-V timer ${decimalField(event.fields, 'timer_index')} ${deed}`,
  });
}
