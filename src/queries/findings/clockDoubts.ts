import type { Finder, FindingContext } from './Finder';

/** Diagnostics of the session that say that its recordings' clocks do not agree. */
const DOUBTS: readonly string[] = [
  'clocks-unrelated',
  'guest-outside-guest-mode',
  'guest-not-compared',
];

/** Recordings of one session whose clocks are not related as they are said to be. */
export function clockDoubts({ facts }: FindingContext): Finder {
  return {
    found: () =>
      facts.diagnostics.flatMap(({ code, message, source }) =>
        DOUBTS.includes(code)
          ? [
              {
                finding: {
                  id: `clocks:${code}:${source ?? 'all'}`,
                  severity: 'warning' as const,
                  title: 'The clocks of the recordings do not agree',
                  text: message,
                  contradiction:
                    'A shift (--shift) after which every event of the guest lies in guest mode of its vCPU.',
                  vcpus: [],
                  evidenceNs: [],
                  confidence: 'certain' as const,
                },
                weight: 2,
              },
            ]
          : [],
      ),
  };
}
