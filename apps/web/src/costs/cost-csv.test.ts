import { describe, expect, it } from 'vitest';
import { costCsv } from './cost-csv';

const line = {
  key: 'k',
  label: 'A "quoted", long\ntitle',
  cost_usd: '0.000001230000',
  records: 2,
  unpriced: 0,
  tokens_in: 1,
  tokens_out: 2,
  tokens_cached: 3,
  compute_ms: 4,
  landed_patches: null,
};

describe('costCsv', () => {
  it('quotes what needs it and keeps every digit', () => {
    expect(costCsv([line]).split('\r\n')[1]).toBe(
      'k,"A ""quoted"", long\ntitle",0.000001230000,2,0,1,3,2,4,',
    );
  });

  it('leaves no formula for a spreadsheet to run', () => {
    expect(costCsv([{ ...line, label: '=HYPERLINK("x")' }])).toContain(`"'=HYPERLINK(""x"")"`);
  });
});
