import { Button, Group, Select, Stack, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { type Language, languages } from '../../../core/texts.ts'
import { countryChoices } from '../../../web/kit/countries.ts'
import { languageNames } from '../../../web/kit/language.ts'
import { Panel } from '../../../web/kit/Page.tsx'
import { useAct, useCall } from '../../../web/kit/queries.ts'
import { NotFetched, Says } from '../../../web/kit/Says.tsx'
import { Skeletons } from '../../../web/kit/Skeletons.tsx'
import { useLanguage, useTexts } from '../../../web/kit/texts.ts'
import { toast } from '../../../web/kit/toast.tsx'
import { type Desk, teamApi } from '../contract.ts'
import { texts } from './texts.ts'

/** Our own organisation, as customers and the calendar know it. */
export function DeskForm({ mayChange }: { mayChange: boolean }) {
  const { data, error, refetch } = useCall(teamApi.seeDesk, {})
  if (error) return <NotFetched refused={error} onAgain={() => void refetch()} />
  if (!data) return <Skeletons rows={3} />
  // Keyed by version: a change made elsewhere fills the fields anew.
  return <Fields key={data.version} desk={data} mayChange={mayChange} />
}

function Fields({ desk, mayChange }: { desk: Desk; mayChange: boolean }) {
  const t = useTexts(texts)
  const spoken = useLanguage()
  const [name, setName] = useState(desk.name)
  const [country, setCountry] = useState(desk.country)
  const [language, setLanguage] = useState<Language>(desk.language)
  const [timeZone, setTimeZone] = useState(desk.timeZone)
  const save = useAct(teamApi.changeDesk, { stale: [teamApi.seeDesk], onDone: () => toast(t('saved')) })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (name.trim()) save.mutate({ body: { name: name.trim(), country, language, timeZone }, ifMatch: desk.version })
  }
  return (
    <Panel>
      {!mayChange && <Says>{t('onlyAdmins')}</Says>}
      <form onSubmit={submit}>
        <fieldset disabled={!mayChange} style={{ border: 0, margin: 0, padding: 0 }}>
          <Stack gap="md" maw={440}>
            <TextInput
              label={t('name')}
              description={t('nameHint')}
              autoComplete="organization"
              value={name}
              onChange={(event) => setName(event.currentTarget.value)}
              error={!name.trim() && t('writeName')}
            />
            <Select
              label={t('country')}
              description={t('countryHint')}
              searchable
              allowDeselect={false}
              nothingFoundMessage={t('nothingFound')}
              data={countryChoices(spoken)}
              value={country}
              onChange={(value) => value && setCountry(value)}
            />
            <Select
              label={t('language')}
              description={t('languageHint')}
              allowDeselect={false}
              data={languages.map((value) => ({ value, label: languageNames[value] }))}
              value={language}
              onChange={(value) => value && setLanguage(value as Language)}
            />
            <Select
              label={t('timeZone')}
              searchable
              allowDeselect={false}
              nothingFoundMessage={t('nothingFound')}
              limit={60}
              data={Intl.supportedValuesOf('timeZone')}
              value={timeZone}
              onChange={(value) => value && setTimeZone(value)}
            />
            {mayChange && (
              <Group>
                <Button type="submit" loading={save.isPending}>
                  {t('save')}
                </Button>
              </Group>
            )}
          </Stack>
        </fieldset>
      </form>
    </Panel>
  )
}
