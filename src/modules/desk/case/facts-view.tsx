import { formatDate } from '../../../platform/i18n/index.ts'
import { KeyValues, type PageContext } from '../../../ui/index.ts'
import type { Person } from '../../people/index.ts'
import type { CaseView } from './case-view.tsx'

/** Who asks, how they are reached, and who has the case. */
export function Facts({ ctx, view }: { ctx: PageContext; view: CaseView }) {
  const { t, lang, municipality } = ctx
  const { case: one } = view.file
  const { applicant, representative } = view
  return (
    <>
      <section class="f-panel d-tight">
        <h2>{t('desk.case.applicant')}</h2>
        <Contact ctx={ctx} name={one.applicantName} person={applicant} />
        {representative === undefined ? null : (
          <>
            <h3>{t('desk.case.representative')}</h3>
            <Contact ctx={ctx} name={representative.name} person={representative} />
          </>
        )}
      </section>
      <section class="f-panel d-tight">
        <h2>{t('desk.case.facts')}</h2>
        <Known
          facts={[
            [t('desk.case.register'), one.registerLabel],
            [t('desk.case.opened'), formatDate(lang, one.openedAt, 'long', municipality.zone)],
            [t('desk.case.channel'), t(`desk.channel.${one.channel}`)],
            [t('desk.case.office'), view.names.office(one.officeId)],
            [t('desk.case.officer'), view.names.officer(one.officerId) ?? t('desk.work.nobody')],
            [t('desk.case.version'), String(one.version)],
          ]}
        />
      </section>
    </>
  )
}

function Contact({ ctx, name, person }: { ctx: PageContext; name: string; person: Person | undefined }) {
  const { t, lang } = ctx
  if (!person) return <p>{name}</p>
  const { email, phone, birthDate } = person
  return (
    <Known
      facts={[
        [t('desk.case.name'), name],
        [t('desk.case.identity'), person.identityNumber],
        [t('desk.case.born'), birthDate === null ? null : formatDate(lang, birthDate)],
        [t('desk.case.phone'), phone === null ? null : <a href={`tel:${phone.replace(/\s/g, '')}`}>{phone}</a>],
        [t('desk.case.email'), email === null ? null : <a href={`mailto:${email}`}>{email}</a>],
        [t('desk.case.language'), t(`desk.language.${person.language}`)],
        [t('desk.case.notified'), t(`desk.case.by-${person.notification}`)],
      ]}
    />
  )
}

type Fact = readonly [key: string, value: Parameters<typeof KeyValues>[0]['items'][number]['value']]

function Known({ facts }: { facts: readonly Fact[] }) {
  return <KeyValues items={facts.flatMap(([key, value]) => (value ? [{ key, value }] : []))} />
}
