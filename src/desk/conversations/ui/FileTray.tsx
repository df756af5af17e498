import { Button, CloseButton } from '@mantine/core'
import { IconPaperclip } from '@tabler/icons-react'
import { useLanguage, useTexts } from '../../../web/kit/texts.ts'
import classes from './FileTray.module.css'
import { sizeWords } from './size-words.ts'
import { texts } from './texts.ts'
import { dropFile, retryFile } from './uploads.ts'
import type { Upload } from './writing.ts'

/** The files that go with what is written, and how far each has come. */
export function FileTray({ writingKey, uploads }: { writingKey: string; uploads: readonly Upload[] }) {
  const t = useTexts(texts)
  const language = useLanguage()
  if (uploads.length === 0) return null
  return (
    <ul className={classes.tray} aria-label={t('attachments')}>
      {uploads.map((upload) => {
        const { key, file, part, id, problem } = upload
        const percent = Math.round(part * 100)
        return (
          <li key={key} className={classes.file} data-problem={problem ? true : undefined}>
            <IconPaperclip size={14} stroke={1.75} aria-hidden="true" />
            <bdi className={classes.fileName}>{file.name}</bdi>
            <span className={`${classes.fileSize} tabular`}>{problem ?? sizeWords(file.size, language)}</span>
            {problem && (
              <Button variant="subtle" size="compact-sm" onClick={() => retryFile(writingKey, upload)}>
                {t('retryFile')}
              </Button>
            )}
            <CloseButton
              size="sm"
              aria-label={t('removeFile', { name: file.name })}
              onClick={() => dropFile(writingKey, upload)}
            />
            {!id && !problem && (
              <progress
                className={classes.progress}
                value={part}
                max={1}
                aria-label={t('uploading', { name: file.name, percent })}
              />
            )}
          </li>
        )
      })}
    </ul>
  )
}
