import type { MessagePort } from 'node:worker_threads';
import { messageOf } from '../../../base/messageOf';
import { withOwnBuffers } from '../withOwnBuffers';
import { compareProfiles, compareReport } from './compareProfiles';
import type { ComingJob, Job, JobMessage } from './Job';
import { readProfile } from './readProfile';

const NOTICE_INTERVAL_MS = 100;

/** Does the job, says on the port how far it is and how it ended, and lets the thread end. */
export async function serveJob(port: MessagePort, job: Job | ComingJob): Promise<void> {
  if (job.job === 'coming') {
    port.once('message', (come: Job) => void serveJob(port, come));
    return;
  }
  const post = (message: JobMessage): void => port.postMessage(message);
  try {
    post({ kind: 'done', result: withOwnBuffers(await resultOf(job, post)) });
  } catch (error) {
    const reason = messageOf(error);
    post({ kind: 'failed', message: reason });
  }
  port.close();
}

async function resultOf(job: Job, post: (message: JobMessage) => void): Promise<unknown> {
  switch (job.job) {
    case 'profile': {
      let noticedAt = performance.now();
      return readProfile(job, (doneBytes, totalBytes) => {
        const now = performance.now();
        if (now - noticedAt < NOTICE_INTERVAL_MS) return;
        noticedAt = now;
        post({ kind: 'progress', doneBytes, totalBytes });
      });
    }
    case 'compare':
      return compareProfiles(job);
    case 'report':
      return compareReport(job);
  }
}
