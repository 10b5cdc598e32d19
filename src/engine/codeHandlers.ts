import type { CodeRequests, HostCodeRequests } from '../protocol/codeRequests';
import type { GuestCode } from './GuestCode';
import type { SessionHandlers } from './SessionApi';

type CodeMethod = keyof CodeRequests | keyof HostCodeRequests;

/** Answers what is asked about guest code. `code`: undefined while the trace is read. */
export function codeHandlers(code: () => GuestCode | undefined): Pick<SessionHandlers, CodeMethod> {
  return {
    symbolState: async () => code()?.state() ?? null,
    useSymbols: async (wishes) => (await code()?.use(wishes)) ?? null,
    hotCode: async (query) => (await code()?.table(query)) ?? null,
    codeAt: async (place) => (await code()?.at(place)) ?? null,
    disassembly: async (wanted) => (await code()?.disassembly(wanted)) ?? null,
    codeOfTrace: async () => (await code()?.ofTrace()) ?? null,
  };
}
