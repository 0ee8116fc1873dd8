import { formatDate } from '../../../platform/i18n/index.ts'
import type { PageContext } from '../../../ui/index.ts'
import type { CaseView } from './case-view.tsx'
import { Known } from './known-view.tsx'

/** Who asks and how they are reached, and who has the case. */
export function Facts({ ctx, view }: { ctx: PageContext; view: CaseView }) {
  const { t, lang, municipality } = ctx
  const { case: one } = view.file
  const { applicant, representative } = view.people
  const phone = (representative ?? applicant)?.phone
  return (
    <section class="f-panel d-tight">
      <h2>{t('desk.case.facts')}</h2>
      <Known
        facts={[
          [t('desk.case.applicant'), <a href={`/desk/cases/${one.caseId}?part=people`}>{one.applicantName}</a>],
          [t('desk.case.representative'), representative?.name],
          [t('desk.case.phone'), phone && <a href={`tel:${phone.replace(/\s/g, '')}`}>{phone}</a>],
          [t('desk.case.register'), one.registerLabel],
          [t('desk.case.opened'), formatDate(lang, one.openedAt, 'long', municipality.zone)],
          [t('desk.case.channel'), t(`desk.channel.${one.channel}`)],
          [t('desk.case.office'), view.names.office(one.officeId)],
          [
            t('desk.case.officer'),
            view.names.officer(one.officerId) ?? (one.status === 'open' ? t('desk.work.nobody') : null),
          ],
          [t('desk.case.version'), String(one.version)],
        ]}
      />
    </section>
  )
}
