import { loadLaw } from '../../../platform/law.ts'
import type { FieldError } from '../../../ui/index.ts'
import { findPerson, mandatesGrantedBy, mandatesOf, updateOwnContact } from '../../people/index.ts'
import { today } from '../today.ts'
import { nothingHere, ownerOf, perform, reading, refusalText, type Visit } from '../visit.ts'
import { type ContactAnswers, ProfilePage } from './profile-view.tsx'

export async function profilePage(visit: Visit) {
  return await show(visit, { errors: [] })
}

export async function contactForm(visit: Visit) {
  const answers = answersIn(visit.request.body)
  const errors = problemsIn(visit, answers)
  if (errors.length > 0) return await show(visit, { answers, errors })
  const { email, phone, language, notification, home } = answers
  const outcome = await perform(visit, updateOwnContact, {
    ...{ email: email === '' ? null : email, phone: phone === '' ? null : phone, language },
    notification: notification === 'paper' ? 'paper' : 'electronic',
    ...(homeCounts(visit) && { home: home === '' ? null : home }),
  })
  if (outcome.ok) return visit.reply.redirect('/profile?done=portal.profile-saved', 303)
  const field = FIELDS[outcome.refused.code]
  return await show(visit, {
    answers,
    errors: [{ text: refusalText(visit, outcome.refused), ...(field && { field }) }],
  })
}

/** The home elsewhere is asked for only where the law heeds its holidays (Ley 39/2015, art. 30.6). */
function homeCounts({ request: { municipality } }: Visit): boolean {
  return loadLaw().law(municipality.law).personCalendar.counts
}

/** Which field a refusal is about. */
const FIELDS: Readonly<Record<string, string>> = {
  'must-be-digital': 'notification',
  'language-not-offered': 'language',
}

function answersIn(body: unknown): ContactAnswers {
  const text = (name: string) => {
    const value = (body as Record<string, unknown> | null)?.[name]
    return typeof value === 'string' ? value.trim() : ''
  }
  return {
    ...{ email: text('email'), phone: text('phone'), home: text('home') },
    ...{ language: text('language'), notification: text('notification') },
  }
}

function problemsIn({ ctx: { t } }: Visit, { email, phone, home }: ContactAnswers): FieldError[] {
  return [
    ...(email === '' || /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email)
      ? []
      : [{ field: 'email', text: t('forms.problem.email') }]),
    ...(phone === '' || /^\+?[0-9 ().-]{6,25}$/.test(phone)
      ? []
      : [{ field: 'phone', text: t('forms.problem.phone') }]),
    ...(home.length <= 120
      ? []
      : [{ field: 'home', text: t('forms.problem.too-long', { max: 120, length: home.length }) }]),
  ]
}

async function show(visit: Visit, { answers, errors }: { answers?: ContactAnswers; errors: readonly FieldError[] }) {
  const owner = ownerOf(visit)
  const found = await reading(visit, async (db) => {
    const person = await findPerson(db, owner)
    if (!person) return undefined
    const [given, received] = await Promise.all([mandatesGrantedBy(db, owner), mandatesOf(db, owner, today(visit))])
    return { person, given, received }
  })
  if (!found) return nothingHere(visit)
  const page = ProfilePage({
    ctx: visit.ctx,
    ...found,
    answers,
    errors,
    today: today(visit),
    asksHome: homeCounts(visit),
  })
  return visit.reply.header('cache-control', 'no-store').page(page, errors.length > 0 ? 422 : 200)
}
