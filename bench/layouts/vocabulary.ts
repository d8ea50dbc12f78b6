/** Words for made-up tables and the text around them. */

export const labels = [
  'Rent and rates',
  'Salaries and wages',
  'Travel',
  'Insurance',
  'Software licences',
  'Maintenance of machinery',
  'Trade receivables',
  'Inventories',
  'Land and buildings',
  'Prepaid expenses',
  'Consulting fees',
  'Deferred tax',
  'Materialaufwand',
  'Fuhrpark',
  'Beratungskosten',
  'Frais de port',
  'Region North',
  'Plant 7',
  'Northwind Traders',
  'Cash and bank balances',
  'Loans from associates',
  'Other income',
  'Under 25 years',
  'Goodwill',
]
export const prefixes = [
  'Provision for claims received after the end of the year in respect of',
  'Amounts that fall due within one year, less what is secured, for',
  'Adjustments made on first application of the revised standard to',
  'Share of the result of associates accounted for by the equity method, of',
]
export const sections = ['Current assets', 'Fixed assets', 'Liabilities', 'Operating costs', 'Europe', 'By age group']
export const heads = [
  '2021',
  '2022',
  '2023',
  '2024',
  'Budget',
  'Actual',
  'Cost',
  'Net value',
  'Q1',
  'Q2',
  'Total',
  'Units',
]
export const groups = ['Group', 'Company', 'Year ended 31 March 2024', 'Men', 'Women', 'Plan', 'First half']
export const remarks = ['straight line', 'Hamburg', 'under review', 'Lyon', 'declining balance', 'leased', 'Bath']
export const captions = [
  'Movements of fixed assets by class',
  'Receivables by age',
  'Expenditure by region and purpose',
  'Principal loans and their terms',
  'Employees by age and site',
]
const sentences = [
  'The directors present their report together with the audited statements of the company for the year then ended.',
  'They confirm that proper books of account have been kept which disclose with reasonable accuracy its position.',
  'Revenue rose by 4.2 per cent, of which 1.9 points came from acquisitions made in the course of 2023.',
  'No dividend was declared, and the board does not propose one while the facility remains drawn.',
  'Costs of materials followed the market with a delay of about one quarter, as they had in the year before.',
  'A reconciliation of these figures to those of the published statements is given in the notes.',
]
/** So many sentences, beginning anywhere. */
export const prose = (count: number, from: number): string =>
  Array.from({ length: count }, (_, i) => sentences[(from + i) % sentences.length]).join(' ')
