import { Refused } from '../../../web/kit/call.ts'
import { uploadWithProgress } from '../../../web/kit/upload-with-progress.ts'
import { conversationsApi } from '../contract.ts'
import { changeWriting, type Upload } from './writing.ts'

let counted = 0

/** Takes files to what is written under `key` and sends them up at once, while the words are still being found. */
export function addFiles(key: string, files: readonly File[]): void {
  const added = files.map((file): Upload => {
    counted++
    return { key: `file-${counted}`, file, part: 0, id: null, problem: null, stop: new AbortController() }
  })
  if (added.length === 0) return
  changeWriting(key, ({ uploads }) => ({ open: true, uploads: [...uploads, ...added] }))
  for (const upload of added) void sendUp(key, upload)
}

export function dropFile(key: string, upload: Upload): void {
  upload.stop.abort()
  changeWriting(key, ({ uploads }) => ({ uploads: uploads.filter((each) => each.key !== upload.key) }))
}

export function retryFile(key: string, upload: Upload): void {
  change(key, upload, { part: 0, problem: null })
  void sendUp(key, upload)
}

async function sendUp(key: string, upload: Upload): Promise<void> {
  try {
    const { id } = await uploadWithProgress(conversationsApi.upload, upload.file, {
      onProgress: (part) => change(key, upload, { part }),
      signal: upload.stop.signal,
    })
    change(key, upload, { id, part: 1 })
  } catch (error) {
    // Taken back by the person themselves: there is nobody to tell.
    if (error instanceof DOMException && error.name === 'AbortError') return
    if (!(error instanceof Refused)) throw error
    change(key, upload, { problem: error.title })
  }
}

function change(key: string, upload: Upload, to: Partial<Upload>): void {
  changeWriting(key, ({ uploads }) => ({
    uploads: uploads.map((each) => (each.key === upload.key ? { ...each, ...to } : each)),
  }))
}

/** Pictures on the clipboard all come under one name; a paste says when it was instead. */
export function namedPicture(file: File, name: string): File {
  if (file.name && file.name !== 'image.png') return file
  return new File([file], `${name}.${file.type.split('/')[1] ?? 'png'}`, { type: file.type })
}
