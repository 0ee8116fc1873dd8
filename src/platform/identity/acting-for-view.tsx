import { formatDate, type Lang, type Translate } from '../i18n/index.ts'
import { Panel } from './layout.tsx'
import type { Mandate, PersonVisitor } from './visitor.ts'

/** Oneself, or one of those who gave a mandate that holds today. */
export function ActingForPage({
  t,
  lang,
  visitor,
  mandates,
  next,
}: {
  t: Translate
  lang: Lang
  visitor: PersonVisitor
  mandates: readonly Mandate[]
  next: string
}) {
  const current = visitor.actsFor?.personId ?? ''
  return (
    <Panel title={t('identity.acting-for.title')}>
      <p>{t('identity.acting-for.what')}</p>
      {mandates.length === 0 && <p>{t('identity.acting-for.none')}</p>}
      <form method="post" action="/me/acting-for">
        <input type="hidden" name="next" value={next} />
        <fieldset class="mb-4">
          <legend>{t('identity.acting-for.who')}</legend>
          <Choice id="" name={t('identity.acting-for.myself', { name: visitor.name })} isChosen={current === ''} />
          {mandates.map(({ personId, name, until }) => (
            <Choice
              key={personId}
              id={personId}
              name={name}
              note={until && t('identity.acting-for.until', { date: formatDate(lang, until) })}
              isChosen={personId === current}
            />
          ))}
        </fieldset>
        <button type="submit" class="btn btn-primary">
          {t('identity.acting-for.submit')}
        </button>
      </form>
    </Panel>
  )
}

interface ChoiceOf {
  readonly id: string
  readonly name: string
  readonly note?: string | undefined
  readonly isChosen: boolean
}

function Choice({ id, name, note, isChosen }: ChoiceOf) {
  const element = `acting-for-${id || 'myself'}`
  return (
    <div class="form-check">
      <input class="form-check-input" type="radio" name="person" id={element} value={id} checked={isChosen} />
      <label class="form-check-label" for={element}>
        {name}
        {note && <span class="d-block small">{note}</span>}
      </label>
    </div>
  )
}
