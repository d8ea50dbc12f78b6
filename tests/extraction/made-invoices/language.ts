/** The words that invoices are made of, by language: one of each list is chosen. */
export type Language = {
  code: 'en' | 'de' | 'fr' | 'nl' | 'it' | 'es'
  currencies: readonly (readonly [code: string, sign: string])[]
  /** Marks of thousands and of decimals. */
  figures: readonly (readonly [thousands: string, decimals: string])[]
  dates: readonly DateStyle[]
  months: readonly string[]
  title: readonly string[]
  credit: readonly string[]
  number: readonly string[]
  /** Between the title and the number where both stand on one line. */
  numberSign: readonly string[]
  date: readonly string[]
  due: readonly string[]
  delivered: readonly string[]
  ordered: readonly string[]
  order: readonly string[]
  customer: readonly string[]
  billTo: readonly string[]
  shipTo: readonly string[]
  seller: readonly string[]
  description: readonly string[]
  quantity: readonly string[]
  price: readonly string[]
  amount: readonly string[]
  net: readonly string[]
  tax: readonly string[]
  taxName: string
  total: readonly string[]
  shipping: readonly string[]
  discount: readonly string[]
  carried: readonly string[]
  pay: readonly string[]
  letter: readonly string[]
  thanks: readonly string[]
  slogans: readonly string[]
  paid: readonly string[]
  rest: readonly string[]
  words: string
  bank: string
  phone: readonly string[]
  taxId: readonly string[]
  rates: readonly number[]
  goods: readonly string[]
}
export type DateStyle =
  | 'd.m.y'
  | 'd.m.yy'
  | 'dd.m.y'
  | 'd/m/y'
  | 'd/m/yy'
  | 'd-m-y'
  | 'm/d/y'
  | 'iso'
  | 'y/m/d'
  | 'd month y'
  | 'month d y'
  | 'month dth y'
  | 'd-mon-y'
  | 'd MON y'
