import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { before, describe, it } from 'node:test'
import { parse } from 'yaml'
import { isWorkingDay, localDate } from '../../core/deadlines/index.ts'
import type { State } from '../../core/procedure/index.ts'
import { resource } from '../../platform/root.ts'
import { columnsOf, type Table } from '../tables.ts'
import { towns } from '../town.ts'
import { startOfDay } from './day-hours.ts'
import { playPart } from './play.ts'
import { type Stage, stageOf } from './stage.ts'

const NOW = '2026-11-25T10:00:00.000Z'
const TODAY = '2026-11-25'
const DAY = 86_400_000
/** Of each town: enough for a tail to show. */
const CASES = 3000

/** A line of `COPY`, by column; `null` where it holds none. */
type Line = Readonly<Record<string, string | null>>

interface Played {
  readonly stage: Stage
  readonly rows: Readonly<Record<'cases' | 'task' | 'document' | 'event', readonly Line[]>>
}

async function played(town: (typeof towns)[number]): Promise<Played> {
  const stage = await stageOf(town, { seed: 1, since: '2024-11-25T10:00:00.000Z', now: NOW })
  const leaves = playPart(stage, CASES, { part: 0, of: 1 })
  const of = (wanted: Table) =>
    leaves.flatMap(({ lines }) => lines.filter(([table]) => table === wanted).map(([, line]) => read(wanted, line)))
  const event = leaves.flatMap(({ events }) => events.map(([, line]) => read('event', line)))
  return { stage, rows: { cases: of('cases'), task: of('task'), document: of('document'), event } }
}

function read(table: Table, line: string): Line {
  const values = line.split('\t')
  return Object.fromEntries(
    columnsOf(table).map((column, index) => {
      const value = values[index] ?? ''
      return [column, value === '\\N' ? null : value.replaceAll('\\\\', '\\')]
    }),
  )
}

const daysBefore = (day: string | null, until = TODAY) =>
  day === null ? 0 : Math.floor((Date.parse(until) - Date.parse(day.slice(0, 10))) / DAY)

for (const town of towns) {
  describe(`the history of ${town.name}`, () => {
    let one: Played
    before(async () => {
      one = await played(town)
    })

    const open = () => one.rows.cases.filter(({ status }) => status === 'open')
    const officeTasks = () =>
      one.rows.task.filter(({ closed_at, citizen }) => closed_at === null && citizen === 'false')
    const isLate = ({ due_on, suspended }: Line) => suspended === 'false' && daysBefore(due_on ?? null) > 0

    it('leaves at most five in a hundred of the open cases late, and none by more than six weeks', () => {
      const late = open().filter(isLate)
      assert.ok(open().length > 100, `only ${open().length} open cases`)
      assert.ok(late.length <= open().length * 0.05, `${late.length} of ${open().length} are late`)
      for (const { number, due_on } of late) assert.ok(daysBefore(due_on ?? null) <= 42, `${number} since ${due_on}`)
    })

    it('leaves no case open for a year but those that wait for what the person does with a decision', () => {
      const old = open().filter(({ opened_at }) => daysBefore(opened_at ?? null) > 365)
      for (const { number, state } of old) {
        const { tokens } = JSON.parse(state ?? '{}') as State
        const leaves = tokens.filter(({ id }) => !tokens.some((inner) => inner.in === id))
        for (const { at } of leaves) assert.ok(WAITS_FOR_THE_PERSON.has(at), `${number} stands at ${at}`)
      }
      assert.ok(old.length <= open().length * 0.1, `${old.length} of ${open().length} are older than a year`)
    })

    it('has nothing in a tray for more than a month, nothing on a desk for more than a season', () => {
      const waiting = officeTasks()
      assert.ok(waiting.length > 2, `only ${waiting.length} tasks`)
      for (const { element, opened_at, officer_id } of waiting) {
        const days = daysBefore(opened_at ?? null)
        assert.ok(days <= (officer_id === null ? 31 : 92), `${element} since ${opened_at}, ${officer_id}`)
      }
    })

    it('has two fifths of the tasks on somebody’s desk at any time, the rest in the trays', () => {
      const claimedAt = new Map(
        one.rows.event
          .filter(({ kind }) => kind === 'case.task-claimed')
          .map(({ objects, at }) => [/task:([\w-]+)/.exec(objects ?? '')?.[1], at ?? '']),
      )
      const ofOffices = one.rows.task.filter(({ citizen }) => citizen === 'false')
      const shares = TENTHS_OF_THE_YEAR.map((day) => {
        const open = ofOffices.filter(
          ({ opened_at, closed_at }) => (opened_at ?? '') <= day && (closed_at === null || (closed_at ?? '') > day),
        )
        const onDesks = open.filter(({ task_id }) => (claimedAt.get(task_id ?? '') ?? '9999') <= day)
        return { day, open: open.length, onDesks: onDesks.length }
      })
      const [open, onDesks] = [sum(shares.map((one) => one.open)), sum(shares.map((one) => one.onDesks))]
      assert.ok(open > 50, `only ${open} open tasks`)
      assert.ok(onDesks >= open * 0.4 && onDesks < open, `${onDesks} of ${open}`)
    })

    it('begins each work list with cases of the last months, most of them in time', () => {
      const cases = new Map(open().map((line) => [line.case_id, line]))
      const byOffice = Map.groupBy(officeTasks(), ({ office_id }) => office_id)
      assert.ok(byOffice.size >= 1)
      for (const [office, tasks] of byOffice) {
        const first = tasks
          .toSorted((a, b) => (a.risk_on ?? '9999').localeCompare(b.risk_on ?? '9999'))
          .slice(0, 25)
          .map(({ case_id }) => cases.get(case_id ?? ''))
          .filter((line) => line !== undefined)
        assert.equal(first.length, Math.min(25, tasks.length))
        const late = first.filter(isLate)
        assert.ok(late.length <= Math.max(1, first.length / 4), `${office}: ${late.length} late of ${first.length}`)
      }
    })

    it('keeps the hours of the town hall: officers work, and people come to the counter, when it is open', () => {
      // The cast is where its script needs it.
      const cast = new Set([...one.stage.population.cast.values()].map(({ personId }) => personId))
      const scripted = one.rows.cases.filter(({ applicant_id }) => cast.has(applicant_id ?? ''))
      const isScripted = (objects = '') => scripted.some(({ case_id }) => objects.includes(`case:${case_id}`))
      const wrong = one.rows.event.filter(({ actor, channel, at, objects }) => {
        const isThere = actor?.startsWith('officer:') || channel === 'counter' || channel === 'telephone'
        return isThere && !isOpenAt(one.stage, at ?? '') && !isScripted(objects ?? '')
      })
      assert.deepEqual(wrong.slice(0, 3), [])
    })

    it('lets people sleep: little is done by them between one and six', () => {
      const theirs = one.rows.event.filter(({ actor }) => actor?.startsWith('person:'))
      const nightly = theirs.filter(({ at }) => {
        const hour = hourAt(one.stage, at ?? '')
        return hour >= 1 && hour < 6
      })
      assert.ok(theirs.length > 1000)
      assert.ok(nightly.length < theirs.length * 0.03, `${nightly.length} of ${theirs.length}`)
    })

    it('tells of a case nothing that the desk has no words for', () => {
      const ofCases = one.rows.event.filter(({ objects }) => objects?.includes('case:'))
      const kinds = [...new Set(ofCases.map(({ kind }) => kind ?? ''))].filter(
        (kind) => !TOLD_BY_THE_DRAWING.test(kind),
      )
      assert.ok(kinds.length > 15)
      const words = deskWords().history
      assert.deepEqual(
        kinds.filter((kind) => words[kind.replaceAll('.', '-')] === undefined),
        [],
      )
    })

    it('leaves nothing to the machine, which does at once what it has to do', () => {
      const minutesAgo = new Date(Date.parse(NOW) - 5 * 60_000).toISOString()
      const left = open().filter(({ waiting_for, state }) => {
        return waiting_for === 'system' && (JSON.parse(state ?? '{}') as State).at < minutesAgo
      })
      assert.deepEqual(
        left.map(({ number }) => number),
        [],
      )
    })

    it('names and writes the files that people hand in, in their language', () => {
      const received = one.rows.document.filter(({ origin }) => origin === 'received')
      assert.ok(received.length > 100)
      const languages = Map.groupBy(received, ({ title }) => title)
      for (const [title, files] of languages) {
        const [lang, ...others] = new Set(files.map((file) => file.lang))
        assert.deepEqual(others, [], `${title} is handed in in ${lang} and in ${others}`)
        assert.ok(town.languages.includes(lang ?? ''), `${title} is handed in in ${lang}`)
      }
      const papers = received.filter(({ media_type }) => media_type === 'application/pdf')
      const inTwo = Map.groupBy(papers, ({ file_hash }) => file_hash)
      for (const files of inTwo.values()) assert.equal(new Set(files.map(({ lang }) => lang)).size, 1)
    })
  })
}

/** Where a case waits because works take their time, or a paper is still to come: at most for the years that the drawing gives. */
const WAITS_FOR_THE_PERSON = new Set(['works-started', 'works-finished', 'waste-certificate'])

/** Steps and decisions are shown on the drawing and beside the task. */
const TOLD_BY_THE_DRAWING = /^(activity\.|case\.decided)/

function deskWords(): { readonly history: Readonly<Record<string, unknown>> } {
  return parse(readFileSync(resource('src/modules/desk/i18n/en.yaml'), 'utf8')) // a test holds the languages together
}

const TENTHS_OF_THE_YEAR = Array.from(
  { length: 11 },
  (_, month) => `2026-${String(month + 1).padStart(2, '0')}-10T11:00:00.000Z`,
)

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, one) => total + one, 0)
}

/** Hours since midnight at the seat. */
function hourAt({ municipality }: Stage, at: string): number {
  return (Date.parse(at) - startOfDay(municipality, localDate(at, municipality.zone))) / 3_600_000
}

/** From eight to three, on working days but Saturdays. */
function isOpenAt(stage: Stage, at: string): boolean {
  const day = localDate(at, stage.municipality.zone)
  const isWeekend = [0, 6].includes(new Date(day).getUTCDay())
  const hour = hourAt(stage, at)
  return !isWeekend && isWorkingDay(stage.calendars, day) && hour >= 8 && hour <= 15
}
