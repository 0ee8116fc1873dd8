import { type PageContext, PageTitle, PortalPage } from '../../../ui/index.ts'

/** The sections of each page, in order: each has a heading and a text in `i18n` under `about.<page>.<section>`. */
export const ABOUT_PAGES: Readonly<Record<string, readonly string[]>> = {
  // EU Directive 2016/2102 and its model statement (Decision 2018/1523).
  accessibility: ['state', 'how', 'not-yet', 'tell-us', 'complaint'],
  // GDPR, art. 13.
  privacy: ['who', 'why', 'basis', 'how-long', 'others', 'rights', 'cookies'],
  legal: ['site', 'use', 'hour', 'languages'],
  help: ['online', 'counter', 'telephone', 'representative', 'sign-in'],
}

export function AboutPage({ ctx, name }: { ctx: PageContext; name: string }) {
  const { t } = ctx
  const title = t(`portal.${name}.title`)
  const town = { name: ctx.municipality.name }
  return (
    <PortalPage ctx={ctx} title={title} crumbs={[{ text: title }]}>
      <PageTitle title={title} lead={t(`portal.${name}.lead`, town)} />
      {(ABOUT_PAGES[name] ?? []).map((section) => (
        <section class="f-section" id={section}>
          <h2>{t(`portal.${name}.${section}.title`)}</h2>
          {t(`portal.${name}.${section}.text`, town)
            .split(/\n\s*\n/)
            .map((paragraph) => (
              <p>{paragraph}</p>
            ))}
        </section>
      ))}
    </PortalPage>
  )
}
