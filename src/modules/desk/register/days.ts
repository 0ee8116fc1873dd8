import { dailyRegister, dailyRegisters, dayList } from '../../register/index.ts'
import { nothingHere, param, reading, type Visit } from '../visit.ts'
import { DayPage, DaysPage } from './days-view.tsx'

/** The closed days of the register, the latest first, a year at a time. */
export async function daysPage(visit: Visit) {
  const all = (await reading(visit, (db) => dailyRegisters(db))).toReversed()
  const years = [...new Set(all.map(({ day }) => day.slice(0, 4)))]
  const year = years.find((one) => one === visit.ctx.query.year) ?? years[0] ?? ''
  const days = all.filter(({ day }) => day.startsWith(year))
  return visit.reply.page(DaysPage({ ctx: visit.ctx, days, years, year }))
}

/** One day of the register as it is printed, compared with what was closed. */
export async function dayPage(visit: Visit) {
  const day = param(visit, 'day')
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day) || Number.isNaN(Date.parse(day))) return nothingHere(visit)
  const view = await reading(visit, async (db) => {
    const closed = await dailyRegister(db, day)
    if (!closed) return undefined
    const { municipality } = visit.request
    return { closed, list: await dayList(db, { day, municipality, chainHead: closed.chainHead }) }
  })
  if (!view) return nothingHere(visit)
  return visit.reply.page(DayPage({ ctx: visit.ctx, ...view }))
}
