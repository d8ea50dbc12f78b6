/** Receipts whose street, state, keeper or table stands where others have the name or the number; all are invented. */
import type { Form } from './form.ts'

export const counters: readonly Form[] = [
  {
    name: 'till with the month first and no ZIP code',
    truth: { date: '2020-11-07', total: '112.36', vendor: 'OLD MILL HARDWARE' },
    rows: `
20:OLD MILL HARDWARE
20:44 DEPOT ST | 150:KEENE NH
20:603-555-0101
20:SALE | 60:11/07/20 | 130:2:33 PM | 190:T#118820
20:CLERK: HANK
20:FURNACE FILTER | 180:100.91
20:NAILS | 180:11.45
20:SUB-TOTAL: $ | 180:112.36
20:TOTAL: $ | 180:112.36
20:CASH TEND: $ | 180:120.00
20:CHANGE: $ | 180:7.64`,
  },
  {
    name: 'garage for cars with the street and the state in one line',
    truth: { date: '2024-10-12', total: '28.00', vendor: 'Old Wharf Garage' },
    rows: `
20:Old Wharf Garage
20:200 Atlantic Ave Boston MA
20:Lane 4 | 90:Exit | 150:Cashier 2
20:Ticket 044718
20:Exited | 90:10/12/2024 10:20 PM
20:Parking Fee | 180:$28.00
20:Total Paid | 180:$28.00
20:Thank You`,
  },
  {
    name: 'coffee with street, town and state',
    truth: { date: '2024-01-03', total: '11.25', vendor: 'Tin Kettle' },
    rows: `
20:Tin Kettle{13}
20:1120 SE Belmont, Portland OR
20:Order: 88 Dine In
20:Jan 3, 2024 9:14 AM
20:Cashier: Wren
20:Latte | 180:$6.75
20:Croissant | 180:$4.50
20:Total | 180:$11.25
20:Visa 4471 (contactless)
20:Thank You`,
  },
  {
    name: 'diner whose day is written together',
    truth: { date: '2023-05-29', total: '38.50', vendor: "MABEL'S ROADSIDE DINER" },
    rows: `
20:MABEL'S ROADSIDE DINER
20:8820 Route 11, Binghamton NY
20:607-555-0101
20:Tbl 6/1 | 90:Chk 7188 | 150:Gst 2
20:May29'23 08:41AM
20:1 BLUE PLATE | 180:24.00
20:2 COFFEE | 180:14.50
20:Total Due | 180:38.50
20:Gratuity not included
20:Thank You!`,
  },
  {
    name: 'station and who runs it',
    truth: { date: '2022-10-31', total: '64.18', vendor: 'Fellside Service Station' },
    rows: `
20:Fellside Service Station
20:A66 Brough, Cumbria CA17
20:Operated by J & R Tindle Ltd
20:VAT 882 0447 00
20:PUMP 2 UNLEADED | 180:60.62 A
20:SCREENWASH 5L | 180:3.56 A
20:TOTAL | 180:£64.18
20:VISA SALE | 180:£64.18
20:Mon 31/10/2022 18:22 | 180:Op 4`,
  },
  {
    name: 'stall whose table stands under the number of its receipt',
    truth: { date: '2018-02-10', total: '18.90', vendor: 'KEDAI KOPI SENG HUAT' },
    rows: `
20:KEDAI KOPI SENG HUAT
20:NO 5 JALAN SULTAN, 30000 IPOH
20:RECEIPT# | 100:R00020001
20:10-FEB-2018 | 100:08:55AM
20:TBL 9
20:KOPI O | 100:2 | 180:7.00
20:KAYA TOAST SET | 100:2 | 180:11.90
20:TOTAL | 100:RM | 180:18.90
20:CASH | 100:RM 20.00
20:CHG | 100:RM | 180:1.10`,
  },
]
