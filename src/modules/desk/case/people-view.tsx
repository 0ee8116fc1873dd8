import { formatDate } from '../../../platform/i18n/index.ts'
import { Badge, KeyValues, type PageContext } from '../../../ui/index.ts'
import type { FoundCase } from '../../cases/index.ts'
import type { Person } from '../../people/index.ts'
import type { Names } from '../names.ts'
import { outcomeBadge } from '../outcome.ts'
import type { CaseView } from './case-view.tsx'
import { Known } from './known-view.tsx'
import type { CasePeople } from './people.ts'

interface PeopleProps {
  ctx: PageContext
  view: CaseView
}

/** Everybody who has a part in the case, how to reach them, and what else the applicant has asked for. */
export function People({ ctx, view }: PeopleProps) {
  const { t } = ctx
  const { applicant, representative, mandate, others } = view.people
  const { applicantName, representativeId } = view.file.case
  return (
    <>
      <section class="f-panel">
        <h2>{t('desk.case.applicant')}</h2>
        <Contact ctx={ctx} name={applicantName} person={applicant} />
      </section>
      {representativeId === null ? null : (
        <section class="f-panel">
          <h2>{t('desk.case.representative')}</h2>
          <Contact
            ctx={ctx}
            name={representative?.name ?? t('desk.history.by.representative')}
            person={representative}
          />
          <h3>{t('desk.people.mandate')}</h3>
          <MandateFacts ctx={ctx} mandate={mandate} />
        </section>
      )}
      <section class="f-panel">
        <h2>{t('desk.people.others')}</h2>
        <OtherCases ctx={ctx} others={others} names={view.names} />
      </section>
    </>
  )
}

function Contact({ ctx, name, person }: { ctx: PageContext; name: string; person: Person | undefined }) {
  const { t, lang } = ctx
  if (!person)
    return (
      <>
        <KeyValues items={[{ key: t('desk.case.name'), value: name }]} />
        <p class="f-muted">{t('desk.people.no-details')}</p>
      </>
    )
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

function MandateFacts({ ctx, mandate }: { ctx: PageContext; mandate: CasePeople['mandate'] }) {
  const { t, lang } = ctx
  if (!mandate) return <p class="f-muted">{t('desk.people.no-mandate')}</p>
  return (
    <Known
      facts={[
        [
          t('desk.people.mandate-state'),
          <Badge tone={mandate.holds ? 'success' : 'warning'}>
            {t(mandate.holds ? 'desk.people.holds' : 'desk.people.ended')}
          </Badge>,
        ],
        [t('desk.people.for-what'), t(`desk.people.scope.${mandate.scope}`)],
        [t('desk.people.since'), formatDate(lang, mandate.since)],
        [t('desk.people.until'), formatDate(lang, mandate.until)],
        [t('desk.people.proof'), mandate.proof],
      ]}
    />
  )
}

interface OtherCasesProps {
  ctx: PageContext
  others: readonly FoundCase[]
  names: Names
}

function OtherCases({ ctx, others, names }: OtherCasesProps) {
  const { t, lang, municipality } = ctx
  if (others.length === 0) return <p class="f-muted">{t('desk.people.no-others')}</p>
  return (
    <ul class="d-list">
      {others.map((one) => {
        const { tone, text } = outcomeBadge(ctx, one)
        return (
          <li>
            <p>
              <a href={`/desk/cases/${one.caseId}`}>{one.number}</a> {names.procedure(one.procedure)}{' '}
              <Badge tone={tone}>{text}</Badge>
            </p>
            <p class="f-muted">
              {[formatDate(lang, one.openedAt, 'medium', municipality.zone), one.title].filter(Boolean).join(' · ')}
            </p>
          </li>
        )
      })}
    </ul>
  )
}
