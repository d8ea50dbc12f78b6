/** Labels and headings, in three languages; some name what they stand over, some nothing. */

export const items = [
  'Rent and rates',
  'Salaries and wages',
  'Travel',
  'Insurance',
  'Software licences',
  'Maintenance',
  'Advertising',
  'Trade receivables',
  'Inventories',
  'Machinery',
  'Land and buildings',
  'Prepaid expenses',
  'Consulting fees',
  'Materialaufwand',
  'Fuhrpark',
  'Telefon und Porto',
  'Beratungskosten',
  'Charges locatives',
  'Frais de port',
  'Region North',
  'Plant 7',
]

export const totals = [
  'Total',
  'Total',
  'TOTAL',
  'Grand total',
  'Summe',
  'Gesamt',
  'Total expenses',
  'Gesamtsumme',
  'Total général',
]

export const subtotals = ['Subtotal', 'Sub-total', 'Zwischensumme', 'Total section', 'Sous-total']

export const periods = ['2021', '2022', '2023', '2024', 'Q1', 'Q2', 'Q3', 'Q4', 'Jan', 'Feb', 'Mar', 'Budget', 'Actual']
