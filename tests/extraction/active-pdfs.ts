/** PDFs that would like to act by themselves, or carry files; each asks for `url` if it can. */
import { flate, onePage, stream } from './build-pdf.ts'

const content = stream('BT /F1 12 Tf 20 250 Td (harmless text) Tj ET')
const script = (url: string) => `/S /JavaScript /JS (app.launchURL\\("${url}"\\); this.getURL\\("${url}"\\))`

type Make = (url: string) => Buffer

export const activePdfs: Record<string, Make> = {
  'a script of the document': (url) =>
    onePage({
      content,
      catalog: '/Names << /JavaScript << /Names [(a) 6 0 R] >> >>',
      objects: [`<< ${script(url)} >>`],
    }),
  'a script when it is opened': (url) => onePage({ content, catalog: `/OpenAction << ${script(url)} >>` }),
  'an address when it is opened': (url) =>
    onePage({ content, catalog: '/OpenAction 6 0 R', objects: [`<< /S /URI /URI (${url}) >>`] }),
  'a program when it is opened': () => onePage({ content, catalog: '/OpenAction << /S /Launch /F (/bin/sh) >>' }),
  'a script when its page is shown': (url) => onePage({ content, page: `/AA << /O << ${script(url)} >> >>` }),
  'a form that is sent': (url) =>
    onePage({
      content,
      page: '/Annots [6 0 R]',
      objects: [`<< /Type /Annot /Subtype /Link /Rect [0 0 300 300] /A << /S /SubmitForm /F (${url}) >> >>`],
    }),
  'a script whose name is spelled in codes': (url) =>
    onePage({ content, page: `/AA << /O << ${script(url).replace('/JavaScript', '/J#61va#53cript')} >> >>` }),
  'a script in an object stream': (url) =>
    onePage({ content, objects: [flate(`7 0 << ${script(url)} >>`, '/Type /ObjStm /N 1 /First 4')] }),
}

export const carryingPdfs: Record<string, () => Buffer> = {
  'a file of the document': () =>
    onePage({
      content,
      catalog: '/Names << /EmbeddedFiles << /Names [(a) 6 0 R] >> >>',
      objects: ['<< /Type /Filespec /F (a.exe) /EF << /F 7 0 R >> >>', stream('MZ', '/Type /EmbeddedFile')],
    }),
  'a file pinned to a page': () =>
    onePage({
      content,
      page: '/Annots [6 0 R]',
      objects: [
        '<< /Type /Annot /Subtype /FileAttachment /Rect [0 0 9 9] /FS 7 0 R >>',
        '<< /Type /Filespec /F (a.exe) /EF << /F 8 0 R >> >>',
        stream('MZ'),
      ],
    }),
}

export const harmlessPdfs: Record<string, () => Buffer> = {
  'text alone': () => onePage({ content }),
  'a page to begin with': () => onePage({ content, catalog: '/OpenAction [3 0 R /Fit]' }),
  'an action that goes to a page': () => onePage({ content, catalog: '/OpenAction << /S /GoTo /D [3 0 R /Fit] >>' }),
  'a link that somebody may follow': () =>
    onePage({
      content,
      page: '/Annots [6 0 R]',
      objects: ['<< /Type /Annot /Subtype /Link /Rect [0 0 9 9] /A << /S /URI /URI (http://example.com) >> >>'],
    }),
}
