import { IconDownload, IconFile, IconFileTypePdf, IconPhoto } from '@tabler/icons-react'
import { useLanguage, useTexts } from '../../../web/kit/texts.ts'
import type { Attachment } from '../contract.ts'
import classes from './Attachments.module.css'
import { sizeWords } from './size-words.ts'
import { texts } from './texts.ts'

const signOf = ({ mediaType }: Attachment) =>
  mediaType.startsWith('image/') ? IconPhoto : mediaType === 'application/pdf' ? IconFileTypePdf : IconFile

/** The files of a message. Those drawn within it are shown there when its HTML is. */
export function Attachments({ files }: { files: readonly Attachment[] }) {
  const t = useTexts(texts)
  const language = useLanguage()
  if (files.length === 0) return null
  return (
    <ul className={classes.files} aria-label={t('attachments')}>
      {files.map((file) => {
        const Sign = signOf(file)
        const content = (
          <>
            <Sign size={18} stroke={1.5} aria-hidden="true" className={classes.sign} />
            <bdi className={classes.name}>{file.filename}</bdi>
            <span className={`${classes.size} tabular`}>{sizeWords(file.size, language)}</span>
          </>
        )
        return (
          <li key={file.id}>
            {file.url ? (
              <a
                className={classes.file}
                href={file.url}
                download={file.filename}
                title={t('download', { name: file.filename })}
              >
                {content}
                <IconDownload size={16} stroke={1.5} aria-hidden="true" className={classes.fetch} />
              </a>
            ) : (
              <span className={classes.file}>{content}</span>
            )}
          </li>
        )
      })}
    </ul>
  )
}
