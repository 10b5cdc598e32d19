import { hex } from '../../base/hex';
import type { ExitInformation, ExitInformationWords } from '../exitQualification';
import { describeExitInformation, exitInterruptionInfo } from '../exitQualification';
import type { Isa } from '../exitReasons';
import { basicExitCode, exitClass, exitReasonLabel, isaOf } from '../exitReasons';
import { hexField, numberOf, unsignedOf, wordOf } from '../fieldValues';
import { hostVectorMeaning } from '../hostVectors';
import { describeRequests } from '../vcpuRequests';
import { atRip, exitDetail } from './exitDetail';
import { exitNote } from './exitNotes';
import { fieldPairs } from './fieldPairs';
import type { DescribedEvent, Describers, Words } from './words';

/** Exits of the guest, and of a guest within the guest. Source: domain reference A.1, B. */
export const exitWords: Describers = {
  kvm_exit: (event) => exitInWords(event, ''),
  kvm_nested_vmexit: (event) => exitInWords(event, 'L2 left: '),
  kvm_nested_vmexit_inject: (event) => exitInWords(event, 'reflected into L1: '),
};

/** Names of the fields: nested exits had their own before 5.10, and `_inject` still has. */
interface FieldNames {
  readonly reason: string;
  readonly rip: string;
  readonly info1: string;
  readonly info2: string;
  readonly intrInfo: string;
  readonly errorCode: string;
}

const exitFieldNames: FieldNames = {
  reason: 'exit_reason',
  rip: 'guest_rip',
  info1: 'info1',
  info2: 'info2',
  intrInfo: 'intr_info',
  errorCode: 'error_code',
};

const nestedFieldNames: FieldNames = {
  reason: 'exit_code',
  rip: 'rip',
  info1: 'exit_info1',
  info2: 'exit_info2',
  intrInfo: 'exit_int_info',
  errorCode: 'exit_int_info_err',
};

function exitInWords(event: DescribedEvent, prefix: string): Words {
  const names = event.fields.has('exit_reason') ? exitFieldNames : nestedFieldNames;
  const reason = wordOf(event.fields, names.reason);
  // Other architectures have other fields: the raw ones are all there is to say (B-3).
  if (reason === undefined) return fieldPairs(event);
  const isaField = numberOf(event.fields, 'isa');
  const isa = isaOf(isaField);
  const exit = exitInformation(event, names, isa, reason);
  // Missing before 3.0 and in a cut record: absent is not zero.
  const isTold = unsignedOf(event.fields, names.info1) !== undefined;
  const told = isTold ? describeExitInformation(exit) : nothingTold;
  const recorded = isa && event.exitNames?.[isa];
  const label = exitReasonLabel(isa, reason, recorded, isaField);
  const rip = event.fields.has(names.rip) ? hexField(event.fields, names.rip) : undefined;
  return {
    summary: `${prefix}${label}${isTold ? exitDetail(exit, told, rip) : atRip(rip)}`,
    sentences: [
      `${prefix}${label}, class ${classOf(exit)}${rip === undefined ? '' : `, guest RIP ${rip}`}.`,
      ...informationSentences(names, told),
      isTold ? vectorSentence(exit) : undefined,
      requestsSentence(event),
      isTold ? exitNote(exit) : undefined,
    ],
    meanings: {
      [names.reason]: label,
      isa: isaMeaning(isaField),
      [names.info1]: told.info1,
      [names.info2]: told.info2,
      [names.intrInfo]: told.intrInfo,
      [names.errorCode]: told.errorCode,
      requests: requestsMeaning(event),
    },
  };
}

const nothingTold: ExitInformationWords = {
  info1: undefined,
  info2: undefined,
  intrInfo: undefined,
  errorCode: undefined,
};

function exitInformation(
  { fields, isFromText }: DescribedEvent,
  names: FieldNames,
  isa: Isa | undefined,
  reason: number,
): ExitInformation {
  return {
    isa,
    code: basicExitCode(isa, reason),
    entryFailed: isa === 'vmx' && reason >>> 31 === 1,
    info1: unsignedOf(fields, names.info1) ?? 0n,
    info2: unsignedOf(fields, names.info2) ?? 0n,
    intrInfo: wordOf(fields, names.intrInfo),
    errorCode: wordOf(fields, names.errorCode),
    hidesIntrInfo: isFromText === true && !fields.has(names.intrInfo),
  };
}

function classOf(exit: ExitInformation): string {
  // Only the interruption information tells what kind of event VMX's exit 0 was.
  if (exit.hidesIntrInfo && exit.isa === 'vmx' && exit.code === 0) return 'exc, nmi, mem or mce';
  return exitClass(exit.isa, exit.code, {
    info1Low: Number(BigInt.asUintN(32, exit.info1)),
    intrInfo: exitInterruptionInfo(exit),
  });
}

function informationSentences(
  names: FieldNames,
  told: ExitInformationWords,
): readonly (string | undefined)[] {
  const sentence = (field: string, words: string | undefined) =>
    words === undefined ? undefined : `${field}: ${words}.`;
  return [
    sentence(names.info1, told.info1),
    sentence(names.info2, told.info2),
    sentence(names.intrInfo, told.intrInfo),
    sentence(names.errorCode, told.errorCode),
  ];
}

/** VMX exit 1 says which host interrupt it was. */
function vectorSentence(exit: ExitInformation): string | undefined {
  if (exit.isa !== 'vmx' || exit.code !== 1) return undefined;
  const vector = exitInterruptionInfo(exit) & 0xff;
  const meaning = hostVectorMeaning(vector);
  return meaning === undefined ? undefined : `Host vector ${hex(vector)} is ${meaning}.`;
}

function requestsMeaning({ fields }: DescribedEvent): string | undefined {
  const requests = unsignedOf(fields, 'requests');
  return requests === undefined ? undefined : describeRequests(requests);
}

function requestsSentence(event: DescribedEvent): string | undefined {
  const requests = requestsMeaning(event);
  if (requests === undefined || requests === 'none') return undefined;
  return `Requests pending on the vCPU: ${requests} (the bits move between kernels).`;
}

function isaMeaning(isaField: number | undefined): string | undefined {
  if (isaField === undefined) return undefined;
  return isaOf(isaField)?.toUpperCase() ?? 'unknown to us';
}
