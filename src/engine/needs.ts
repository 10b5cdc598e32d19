import { FAULT_FIELDS, tellsFaults } from '../analyses/faults/faultActions';
import { GUEST_IDLE_FIELDS } from '../analyses/guestIdle/GuestIdlePass';
import { IDLE_FIELDS, tellsIdling, tellsSenders } from '../analyses/idle/idleActions';
import { movesStates, STATE_FIELDS } from '../vcpu/states/stateActions';
import { hotspotsNeed } from '../analyses/hotspots/HotspotsPass';
import { exitsNeed } from '../analyses/exits/ExitsPass';
import type { Keeps } from './keepsOf';
import { identifiesVcpus } from '../vcpu/VcpuDirectory';

/** What must become rows and columns for a command that does not look at everything else. */
export interface Needs {
  readonly keeps: Keeps;
  readonly keepsField: (field: string) => boolean;
  readonly blocks: 'reused';
  /** Whether the events of guests' recordings become rows, to be held against the host's. */
  readonly keepsGuestEvents: boolean;
}

/** For which thread runs which vCPU. */
export const identityNeeds: Needs = {
  keeps: (_, event) => identifiesVcpus(event),
  keepsField: identifiesVcpus,
  blocks: 'reused',
  keepsGuestEvents: true,
};

/** For the exits table. */
export const exitsNeeds: Needs = {
  keeps: (_, event) => exitsNeed(event) || identifiesVcpus(event),
  keepsField: (field) => exitsNeed(field) || identifiesVcpus(field),
  blocks: 'reused',
  keepsGuestEvents: true,
};

/** For where in the guests exits happen. */
export const hotNeeds: Needs = {
  keeps: (_, event) => hotspotsNeed(event) || identifiesVcpus(event),
  keepsField: (field) => hotspotsNeed(field) || identifiesVcpus(field),
  blocks: 'reused',
  keepsGuestEvents: true,
};

/** For states, idle periods and what ended them. */
export const reportNeeds: Needs = {
  keeps: (system, event) =>
    movesStates(system, event) ||
    tellsIdling(system, event) ||
    tellsFaults(event) ||
    identifiesVcpus(event),
  keepsField: (field) =>
    STATE_FIELDS.includes(field) ||
    IDLE_FIELDS.includes(field) ||
    FAULT_FIELDS.includes(field) ||
    GUEST_IDLE_FIELDS.includes(field) ||
    identifiesVcpus(field),
  blocks: 'reused',
  keepsGuestEvents: true,
};

/** For where in the guests vCPUs idle, which of their stores fault, and which code sends IPIs or wakes others. */
export const hotCauseNeeds: Needs = {
  keeps: (system, event) =>
    hotNeeds.keeps(system, event) ||
    reportNeeds.keeps(system, event) ||
    tellsSenders(system, event),
  keepsField: (field) => hotNeeds.keepsField(field) || reportNeeds.keepsField(field),
  blocks: 'reused',
  keepsGuestEvents: true,
};

/** For what a run is in a comparison. */
export const profileNeeds: Needs = {
  keeps: (system, event) => hotNeeds.keeps(system, event) || reportNeeds.keeps(system, event),
  keepsField: (field) => hotNeeds.keepsField(field) || reportNeeds.keepsField(field),
  blocks: 'reused',
  keepsGuestEvents: true,
};

/** For all that the views of an editor ask beside the rows. */
export const sessionNeeds: Needs = {
  keeps: (system, event) => exitsNeeds.keeps(system, event) || hotCauseNeeds.keeps(system, event),
  keepsField: (field) => exitsNeeds.keepsField(field) || hotCauseNeeds.keepsField(field),
  blocks: 'reused',
  keepsGuestEvents: true,
};
