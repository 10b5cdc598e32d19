import { messageOf } from '../../base/messageOf';
import type { Reply } from '../../protocol/RpcClient';

/** Runs the work of a call; whatever happens to it, the caller gets an answer. */
export async function answerCall(id: number, work: () => Promise<unknown>): Promise<Reply> {
  try {
    return { id, result: await work() };
  } catch (error) {
    return { id, error: messageOf(error) };
  }
}
