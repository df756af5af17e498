import { Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { now } from '../../../web/kit/clock.ts'
import { useLanguage, useTexts } from '../../../web/kit/texts.ts'
import { timeWords } from '../../../web/kit/time-words.ts'
import { laterChoices, localInput } from './later-choices.ts'
import { texts } from './texts.ts'

/** Asks when to send: the usual moments, or any other. */
export function SendLater({
  opened,
  onClose,
  onChoose,
}: {
  opened: boolean
  onClose: () => void
  onChoose: (at: string) => void
}) {
  const t = useTexts(texts)
  const language = useLanguage()
  const [chosen, setChosen] = useState('')
  const [late, setLate] = useState(false)
  const choose = (at: number) => {
    onChoose(new Date(at).toISOString())
    onClose()
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const at = Date.parse(chosen)
    // Not a time at all is as little to come as one that has passed.
    if (at > now()) choose(at)
    else setLate(true)
  }
  return (
    <Modal opened={opened} onClose={onClose} title={t('sendLater')} closeButtonProps={{ 'aria-label': t('close') }}>
      <Stack gap="sm">
        {opened &&
          laterChoices(now()).map(({ name, at }) => (
            <Button
              key={name}
              variant="default"
              justify="space-between"
              fullWidth
              rightSection={<span className="tabular">{timeWords(at, now(), language, '')}</span>}
              onClick={() => choose(at)}
            >
              {t(name)}
            </Button>
          ))}
        <form onSubmit={submit} noValidate>
          <Group align="flex-end" wrap="nowrap">
            <TextInput
              type="datetime-local"
              label={t('laterWhen')}
              min={opened ? localInput(now()) : undefined}
              value={chosen}
              error={late && t('laterPast')}
              onChange={(event) => {
                setLate(false)
                setChosen(event.currentTarget.value)
              }}
              style={{ flex: 1 }}
            />
            <Button type="submit">{t('sendLater').replace(' …', '')}</Button>
          </Group>
        </form>
        <Text size="xs" c="dimmed">
          {t('laterMeans')}
        </Text>
      </Stack>
    </Modal>
  )
}
