import { printedConditions } from '../../src/formats/tracefs/printedConditions';
import type { RecordedCondition } from '../../src/kvm/recordedConditions';
import { madeFormat } from '../formats/tracefs/formatFixtures';

/** What a recording whose event has this print format tells of its kernel's constants. */
export function conditionsOf(printFormat: string): readonly RecordedCondition[] {
  const fields = ['long prev_state; 8; 8; 1', 'int ret; 16; 4; 1'];
  return printedConditions(madeFormat(fields, printFormat));
}

// As recordings hold them; the long symbol lists are shortened.

export const fastPageFaultFormat61 =
  '"vcpu %d gva %llx error_code %s sptep %p old %#llx new %llx spurious %d fixed %d", REC->vcpu_id, REC->cr2_or_gpa, __print_flags(REC->error_code, "|", { (1U << 0), "P" }, { (1U << 1), "W" }), REC->sptep, REC->old_spte, REC->new_spte, REC->ret == 5, REC->ret == 4';

export const fastPageFaultFormat618 =
  '"vcpu %d gva %llx error_code %s sptep %p old %#llx new %llx spurious %d fixed %d", REC->vcpu_id, REC->cr2_or_gpa, __print_flags(REC->error_code, "|", { ((((1UL))) << (0)), "P" }), REC->sptep, REC->old_spte, REC->new_spte, REC->ret == 6, REC->ret == 5';

export const schedSwitchFormat61 =
  '"prev_comm=%s prev_pid=%d prev_prio=%d prev_state=%s%s ==> next_comm=%s next_pid=%d next_prio=%d", REC->prev_comm, REC->prev_pid, REC->prev_prio, (REC->prev_state & ((((0x00000000 | 0x00000001 | 0x00000002 | 0x00000004 | 0x00000008 | 0x00000010 | 0x00000020 | 0x00000040) + 1) << 1) - 1)) ? __print_flags(REC->prev_state & ((((0x00000000 | 0x00000001) + 1) << 1) - 1), "|", { 0x00000001, "S" }) : "R", REC->prev_state & (((0x00000000 | 0x00000001 | 0x00000002 | 0x00000004 | 0x00000008 | 0x00000010 | 0x00000020 | 0x00000040) + 1) << 1) ? "+" : "", REC->next_comm, REC->next_pid, REC->next_prio';

/** 3.10 to 4.9: the mask is a number of its own. */
export const schedSwitchFormat49 =
  '"prev_comm=%s prev_pid=%d prev_prio=%d prev_state=%s%s ==> next_comm=%s next_pid=%d next_prio=%d", REC->prev_comm, REC->prev_pid, REC->prev_prio, REC->prev_state & (2048-1) ? __print_flags(REC->prev_state & (2048-1), "|", { 1, "S"} , { 2, "D" }) : "R", REC->prev_state & 2048 ? "+" : "", REC->next_comm, REC->next_pid, REC->next_prio';
