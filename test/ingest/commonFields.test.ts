import assert from 'node:assert/strict';
import { parseEventFormat } from '../../src/formats/tracefs/parseEventFormat';
import { commonPlaces } from '../../src/ingest/commonFields';
import { formatText, tracepoints } from '../support/tracepoints';

const usual = parseEventFormat('kvm', formatText(tracepoints[0]!));

describe('commonPlaces', () => {
  it('finds the fields of every current kernel', () => {
    assert.deepEqual(commonPlaces(usual, true), {
      typeShift: 0,
      flagsWord: 0,
      flagsShift: 16,
      tidWord: 1,
    });
  });

  it('finds them in big-endian words', () => {
    assert.deepEqual(commonPlaces(usual, false), {
      typeShift: 16,
      flagsWord: 0,
      flagsShift: 8,
      tidWord: 1,
    });
  });

  it('goes by the recording where a kernel puts more between', () => {
    const text = formatText(tracepoints[0]!).replace(
      'field:int common_pid;\toffset:4',
      'field:unsigned char common_migrate_disable;\toffset:4;\tsize:1;\tsigned:0;\n\tfield:int common_pid;\toffset:8',
    );
    assert.equal(commonPlaces(parseEventFormat('kvm', text), true).tidWord, 2);
  });

  it('assumes the usual ones where there is no format', () => {
    assert.deepEqual(commonPlaces(undefined, true), commonPlaces(usual, true));
  });
});
