/** The endings under which people know the kinds of files, by media type. */
const ENDINGS: Readonly<Record<string, readonly string[]>> = {
  'application/pdf': ['.pdf'],
  'image/*': ['.jpg', '.jpeg', '.png', '.webp', '.heic', '.tif'],
  'image/jpeg': ['.jpg', '.jpeg'],
  'image/png': ['.png'],
  'image/webp': ['.webp'],
  'image/heic': ['.heic'],
  'image/tiff': ['.tif', '.tiff'],
  'application/vnd.oasis.opendocument.text': ['.odt'],
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': ['.docx'],
  'application/zip': ['.zip'],
  'text/plain': ['.txt'],
}

/** What a browser and a person are told: `.pdf,.jpg`. */
export function endingsOf(accept: readonly string[]): string {
  return accept.flatMap((type) => ENDINGS[type] ?? []).join(',')
}

/** "PDF, JPG, PNG". */
export function formatsInWords(accept: readonly string[]): string {
  const endings = accept.flatMap((type) => ENDINGS[type] ?? [])
  return [...new Set(endings.map((ending) => ending.slice(1).toUpperCase()))].join(', ')
}
