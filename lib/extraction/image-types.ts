/** Pictures of documents that the engines read; uploads stay PDF and DOCX. */
export const IMAGE_TYPES = ['image/png', 'image/jpeg', 'image/tiff'] as const
export type ImageType = (typeof IMAGE_TYPES)[number]

export const isImageType = (text: string): text is ImageType => IMAGE_TYPES.includes(text as ImageType)

const EXTENSIONS = new Map<string, ImageType>([
  ['png', 'image/png'],
  ['jpg', 'image/jpeg'],
  ['jpeg', 'image/jpeg'],
  ['tif', 'image/tiff'],
  ['tiff', 'image/tiff'],
])

/** The type that a file name promises; undefined for names of other things. */
export const imageTypeOfName = (name: string): ImageType | undefined =>
  EXTENSIONS.get(/\.([a-z]+)$/i.exec(name)?.[1]?.toLowerCase() ?? '')
