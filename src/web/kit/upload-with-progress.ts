import type { Endpoint, Output } from '../../core/contract.ts'
import { noAnswer, Refused, urlOf } from './call.ts'
import { languageNow } from './texts.ts'

/**
 * Sends a file as `upload` does and tells how far it has come (0 to 1). The older XMLHttpRequest, since fetch can't tell of
 * the way up. Throws `Refused`; `AbortError` when taken back.
 */
export function uploadWithProgress<E extends Endpoint>(
  endpoint: E,
  file: File,
  { onProgress, signal }: { onProgress: (part: number) => void; signal: AbortSignal },
): Promise<Output<E>> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open(endpoint.method, urlOf(endpoint))
    request.setRequestHeader('accept-language', languageNow())
    request.responseType = 'json'
    request.upload.onprogress = ({ loaded, total, lengthComputable }) =>
      onProgress(lengthComputable ? loaded / total : 0)
    request.onerror = () => reject(noAnswer())
    request.onabort = () => reject(new DOMException('Taken back', 'AbortError'))
    request.onload = () => {
      const answer = request.response as unknown
      if (request.status >= 200 && request.status < 300) return resolve(answer as Output<E>)
      reject(
        answer && typeof answer === 'object'
          ? new Refused(request.status, answer as Record<string, unknown>)
          : request.status >= 500
            ? noAnswer()
            : new Refused(request.status, { title: request.statusText }),
      )
    }
    signal.addEventListener('abort', () => request.abort())
    const form = new FormData()
    form.append('file', file, file.name)
    request.send(form)
  })
}
