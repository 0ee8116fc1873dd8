import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { AxeBuilder } from '@axe-core/playwright'
import type { FastifyInstance } from 'fastify'
import type { Browser, Page } from 'playwright-core'
import { launchBrowser } from '../../../tests/browser.ts'
import { registerAssets } from '../../assets-routes.ts'
import { ERROR_PAGES, pageContext } from '../../error-pages.tsx'
import { buildServer } from '../../platform/http/index.ts'
import { identity, SESSION_COOKIE } from '../../platform/identity/index.ts'
import { confirmPayment } from '../cases/index.ts'
import { citizen, fileApplication, KITCHEN_WITH_SKIP, type TownHall, townHall } from '../cases/testing.ts'
import { deskRoutes } from './routes.ts'

/** Later than any clock of a machine that runs this. */
const NOW = '2031-03-03T09:00:00Z'
const WORKS = { ...KITCHEN_WITH_SKIP, start: '2031-05-05' }

interface Colleague {
  readonly id: string
  readonly roles: readonly string[]
  readonly offices: readonly string[]
}

const QUIM: Colleague = {
  id: '00000000-0000-4000-8000-000000000901',
  roles: ['technician'],
  offices: ['town-planning'],
}
/** Another who may do what Quim does. */
const POL: Colleague = { ...QUIM, id: '00000000-0000-4000-8000-000000000906' }
const LAIA: Colleague = { id: '00000000-0000-4000-8000-000000000902', roles: ['technician'], offices: ['education'] }
const CARME: Colleague = {
  id: '00000000-0000-4000-8000-000000000903',
  roles: ['councillor'],
  offices: ['town-planning'],
}
/** Another who may decide what Carme decides. */
const NURIA: Colleague = { ...CARME, id: '00000000-0000-4000-8000-000000000905' }
const TONI: Colleague = {
  id: '00000000-0000-4000-8000-000000000904',
  roles: ['secretary', 'treasurer', 'administrator'],
  offices: ['secretary'],
}

describe('The desk', () => {
  let hall: TownHall
  let server: FastifyInstance
  let caseId: string
  let taskId: string
  let browser: Browser | undefined
  let address: string | undefined
  before(async () => {
    hall = await townHall({ now: NOW })
    for (const { id, roles, offices } of [QUIM, POL, LAIA, CARME, TONI, NURIA]) {
      await hall.test.owner(
        `insert into finestra.officer (municipality_id, officer_id, name, email, roles, offices) values (1, $1, $2, 'x@vilamar.example', $3, $4)`,
        [id, `Officer ${id.slice(-1)}`, roles, offices],
      )
    }
    server = await serverOf(hall)
    caseId = await paidCase()
    taskId = await reportOf(caseId)
  })
  after(async () => {
    await browser?.close()
    await server?.close()
    await hall?.close()
  })

  it('leads who is not signed in to the sign-in, and citizens away', async () => {
    const answer = await server.inject({ url: '/desk', headers: { cookie: 'finestra_municipality=vilamar' } })
    assert.match(String(answer.headers.location), /^\/sign-in\?as=staff/)
  })

  it('shows an officer the tasks of their offices, the most urgent first', async () => {
    const { body } = await get(QUIM, '/desk')
    assert.ok(body.includes(`/desk/cases/${caseId}`))
    assert.equal((await get(LAIA, '/desk')).body.includes(caseId), false)
  })

  it('shows the file of a case in all its parts to who has a part in it, and to nobody else', async () => {
    for (const part of ['', '?part=data', '?part=documents', '?part=history', '?part=notes', '?part=map']) {
      assert.equal((await get(QUIM, `/desk/cases/${caseId}${part}`)).statusCode, 200, part)
      assert.equal((await get(LAIA, `/desk/cases/${caseId}${part}`)).statusCode, 404, part)
    }
    assert.equal((await get(LAIA, `/desk/tasks/${taskId}`)).statusCode, 404)
    assert.equal((await get(QUIM, '/desk/cases/not-an-id')).statusCode, 404)
  })

  it('draws the procedure in the language of the officer, as the portal draws it for the applicant', async () => {
    for (const [lang, step] of [
      ['ca', 'Informe tècnic'],
      ['it', 'Parere tecnico'],
      ['en', 'Technical report'],
    ] as const) {
      const { statusCode, body } = await get(QUIM, `/desk/cases/${caseId}/map.bpmn?lang=${lang}`)
      assert.equal(statusCode, 200)
      assert.match(body, new RegExp(`<bpmn:userTask id="technical-report" name="${step}"`))
    }
  })

  it('says which rule of which table decided, and why, in the language of the officer', async () => {
    // 6 m² × 5 days × 0.55 is 16.50: the minimum of 25 counts.
    for (const [lang, fee, rule] of [
      ['ca', 'Taxa per ocupar el carrer', 'Regla 3: Ordenança fiscal: 0,55 € per m² i dia, mínim 25 €'],
      [
        'it',
        'Canone per occupare la strada',
        'Regola 3: Regolamento dei tributi: 0,55 € al m² e al giorno, minimo 25 €',
      ],
    ]) {
      const { body } = await get(QUIM, `/desk/cases/${caseId}?part=data&lang=${lang}`)
      assert.ok(body.includes(`<dt>${fee}</dt><dd>25</dd>`), fee)
      assert.ok(body.includes(rule ?? ''), rule)
      assert.equal(body.includes('Tax ordinance'), false)
    }
  })

  it('lets an officer claim a task, give it back, and write a note once however often the form is sent', async () => {
    assert.match(String((await post(QUIM, `/desk/tasks/${taskId}/claim`, {})).headers.location), /done=desk\.claimed/)
    assert.match(
      String((await post(QUIM, `/desk/tasks/${taskId}/release`, {})).headers.location),
      /done=desk\.released/,
    )
    const note = { text: 'Called the builder.', _key: 'note-key-1' }
    await post(QUIM, `/desk/cases/${caseId}/notes`, note)
    await post(QUIM, `/desk/cases/${caseId}/notes`, note)
    const notes = await hall.test.owner('select 1 from finestra.case_note where case_id = $1', [caseId])
    assert.equal(notes.length, 1)
  })

  it('lets a task be taken from the list, and comes back to the list as it was', async () => {
    const { body } = await get(QUIM, '/desk?claimed=nobody')
    assert.ok(body.includes(`formaction="/desk/tasks/${taskId}/claim"`))
    assert.ok(body.includes(`<a href="/desk/tasks/${taskId}" data-key="d">`), 'and is a click away')
    const taken = await post(QUIM, `/desk/tasks/${taskId}/claim`, { list: '?claimed=nobody', _key: 'take-1' })
    assert.equal(taken.headers.location, '/desk?claimed=nobody&done=desk.claimed')
    await post(QUIM, `/desk/tasks/${taskId}/release`, {})
  })

  it('offers only what the role of an officer can do, and shows the rest with whose it is', async () => {
    const { body } = await get(CARME, '/desk')
    assert.ok(body.includes(`/desk/cases/${caseId}`))
    assert.equal(body.includes(`/desk/tasks/${taskId}`), false)
    assert.equal((await get(CARME, '/desk?claimed=can')).body.includes(`/desk/cases/${caseId}`), false)
  })

  it('keeps a filter under a name among the lists, and forgets it', async () => {
    const kept = await post(QUIM, '/desk/filters', {
      name: 'Obres lliures',
      query: 'procedure=minor-works&claimed=nobody',
    })
    assert.match(String(kept.headers.location), /done=desk\.filter-saved/)
    assert.ok((await get(QUIM, '/desk')).body.includes('Obres lliures'))
    assert.ok((await get(QUIM, '/desk/me')).body.includes('Obres lliures'))
    await post(QUIM, '/desk/filters/forget', { name: 'Obres lliures' })
    assert.equal((await get(QUIM, '/desk')).body.includes('Obres lliures'), false)
  })

  it('shows who applied, who represented them, and the other cases of the same person that the officer may see', async () => {
    const other = await fileApplication(hall, 'minor-works', WORKS)
    const { body } = await get(QUIM, `/desk/cases/${caseId}?part=people`)
    assert.ok(body.includes(`/desk/cases/${other.caseId}`))
    await hall.test.owner(`update finestra.cases set office_id = 'education' where case_id = $1`, [other.caseId])
    await hall.test.owner(`update finestra.task set office_id = 'education' where case_id = $1`, [other.caseId])
    const hidden = await get(QUIM, `/desk/cases/${caseId}?part=people`)
    assert.equal(hidden.body.includes(`/desk/cases/${other.caseId}`), false, 'what is with another office is not shown')
  })

  it('tells at its field what is missing in a report, and keeps the task open', async () => {
    const answer = await post(QUIM, `/desk/tasks/${taskId}`, {})
    assert.equal(answer.statusCode, 422)
    assert.ok(answer.body.includes('aria-describedby'))
    const [task] = await hall.test.owner('select closed_at from finestra.task where task_id = $1', [taskId])
    assert.equal(task?.closed_at, null)
  })

  it('refuses the register, the calls and the queue to whose role has nothing to do there', async () => {
    for (const path of ['/desk/calls', '/desk/admin/effects'])
      assert.equal((await get(QUIM, path)).statusCode, 403, path)
    for (const path of [
      '/desk/register',
      '/desk/calls',
      '/desk/calls/school-meals/2031',
      '/desk/admin/effects',
      '/desk/me',
    ])
      assert.equal((await get(TONI, path)).statusCode, 200, path)
  })

  it('keeps an annulled entry of the register with its reason', async () => {
    const [entry] = await hall.test.owner(
      `select label from finestra.register_entry where register = 'entry' order by number limit 1`,
    )
    const label = String(entry?.label)
    assert.equal((await post(TONI, '/desk/register/annul', { label, reason: '' })).statusCode, 422)
    await post(TONI, '/desk/register/annul', { label, reason: 'Registered twice.' })
    assert.ok((await get(TONI, `/desk/register/entry?label=${label}`)).body.includes('Registered twice.'))
  })

  it('previews the decision before it is signed, and issues it when it is', async () => {
    await post(QUIM, `/desk/tasks/${taskId}`, { technical: 'favourable', _minutes: '30', confirm: 'yes' })
    await hall.settled()
    await forward(['police-report'], { police: 'favourable' })
    await forward(['proposal'], { proposed: 'grant', grounds: 'It meets the plan.' })
    const [decision] = await hall.test.owner(
      `select task_id from finestra.task where case_id = $1 and element = 'decision' and closed_at is null`,
      [caseId],
    )
    const url = `/desk/tasks/${decision?.task_id}`
    assert.match((await get(CARME, url)).body, /value="granted"[^>]* checked/, 'what was proposed is drafted')
    const preview = await post(CARME, `${url}/preview`, { outcome: 'granted' })
    assert.equal(preview.headers['content-type'], 'application/pdf')
    assert.equal(preview.body.slice(0, 5), '%PDF-')
    const asked = await post(CARME, url, { outcome: 'granted' })
    assert.equal(asked.statusCode, 200)
    assert.ok(asked.body.includes('Officer 3'), 'who signs is said before it is signed')
    const [open] = await hall.test.owner('select closed_at from finestra.task where task_id = $1', [decision?.task_id])
    assert.equal(open?.closed_at, null, 'nothing is signed by asking')
    const signed = await post(CARME, url, { outcome: 'granted', confirm: 'yes' })
    assert.match(String(signed.headers.location), /done=desk\.task-done/)
  })

  it('tells who was first when two officers do the same task, and keeps what the other wrote', async () => {
    const [decision] = await hall.test.owner(
      `select task_id from finestra.task where case_id = $1 and element = 'decision'`,
      [caseId],
    )
    const answers = { outcome: 'refused', grounds: 'The façade is listed.', confirm: 'yes' }
    const late = await post(NURIA, `/desk/tasks/${decision?.task_id}`, answers)
    assert.equal(late.statusCode, 409)
    assert.ok(late.body.includes('Officer 3'), 'who was first')
    assert.ok(late.body.includes('The façade is listed.'), 'what the other wrote')
    const [task] = await hall.test.owner('select answers from finestra.task where task_id = $1', [decision?.task_id])
    assert.deepEqual(task?.answers, { outcome: 'granted' }, 'what was sent first counts')
    const again = await get(NURIA, `/desk/tasks/${decision?.task_id}`)
    assert.match(String(again.headers.location), /done=desk\.task-was-done/)
  })

  describe('what an officer writes before a task is ended', () => {
    const REPORT = { technical: 'conditions', findings: 'The skip must leave 1.5 m of pavement.', _minutes: '25' }
    const drafts = (task: string) =>
      hall.test.owner('select officer_id from finestra.task_draft where task_id = $1 order by 1', [task])
    const writtenIn = (body: string) => body.includes(REPORT.findings) && body.includes('value="25"')
    let task: string
    before(async () => {
      task = await reportOf(await paidCase())
    })

    it('is kept for later without JavaScript, and is there again, with the moment, when the task is opened', async () => {
      const kept = await post(QUIM, `/desk/tasks/${task}/keep`, REPORT)
      assert.match(String(kept.headers.location), /done=desk\.task-kept/)
      const { body } = await get(QUIM, `/desk/tasks/${task}`)
      assert.ok(writtenIn(body))
      assert.match(body, /You wrote this until 3 March 2031 at \d\d:\d\d and have not finished/)
      assert.match(body, /value="conditions"[^>]* checked/)
    })

    it('is seen by nobody else, also not by who may do the task and has it now', async () => {
      await post(POL, `/desk/tasks/${task}/claim`, {})
      assert.equal((await get(POL, `/desk/tasks/${task}`)).body.includes(REPORT.findings), false)
      assert.equal((await get(LAIA, `/desk/tasks/${task}`)).statusCode, 404)
      assert.equal((await post(LAIA, `/desk/tasks/${task}/keep`, REPORT)).statusCode, 404)
      await post(POL, `/desk/tasks/${task}/throw-away`, {})
      assert.deepEqual(await drafts(task), [{ officer_id: QUIM.id }])
      await post(POL, `/desk/tasks/${task}/release`, {})
    })

    it('is kept as well when the form comes back with something wrong', async () => {
      const other = await reportOf(await paidCase())
      assert.equal(
        (await post(QUIM, `/desk/tasks/${other}`, { findings: REPORT.findings, _minutes: '25' })).statusCode,
        422,
      )
      assert.ok(writtenIn((await get(QUIM, `/desk/tasks/${other}`)).body))
    })

    it('is thrown away when the officer asks, and the task begins as before', async () => {
      await post(POL, `/desk/tasks/${task}/keep`, { ...REPORT, findings: 'Mine.' })
      await post(POL, `/desk/tasks/${task}/throw-away`, {})
      assert.equal((await get(POL, `/desk/tasks/${task}`)).body.includes('Mine.'), false)
    })

    it('goes when its officer ends the task; another finds theirs beside what counts, until they throw it away', async () => {
      await post(POL, `/desk/tasks/${task}/keep`, { ...REPORT, findings: 'Pol had begun this.' })
      await post(QUIM, `/desk/tasks/${task}`, { ...REPORT, confirm: 'yes' })
      assert.deepEqual(await drafts(task), [{ officer_id: POL.id }])
      const overtaken = await get(POL, `/desk/tasks/${task}`)
      assert.equal(overtaken.statusCode, 409)
      assert.ok(overtaken.body.includes('Pol had begun this.') && overtaken.body.includes(REPORT.findings))
      await post(POL, `/desk/tasks/${task}/throw-away`, {})
      assert.match(String((await get(POL, `/desk/tasks/${task}`)).headers.location), /task-was-done/)
      assert.match(String((await post(POL, `/desk/tasks/${task}/keep`, REPORT)).headers.location), /task-was-done/)
      assert.deepEqual(await drafts(task), [])
    })

    it('is kept while it is written, and outlives the browser', async () => {
      const other = await reportOf(await paidCase())
      const { page, address } = await open(QUIM)
      await page.goto(`${address}/desk/tasks/${other}?lang=en`)
      await page.getByLabel('Conditions or grounds').pressSequentially('The wall carries the floor above')
      await page.getByText(/Kept at \d\d:\d\d/).waitFor()
      await page.waitForResponse((answer) => answer.url().endsWith('/keep'))
      await page.context().close()
      const again = await open(QUIM)
      await again.page.goto(`${address}/desk/tasks/${other}`)
      const shown = await again.page.getByLabel('Conditions or grounds').inputValue()
      assert.equal(shown, 'The wall carries the floor above')
      await again.page.context().close()
    })
  })

  it('asks again, and in words, for an extension without its length or its reason', async () => {
    const answer = await post(QUIM, `/desk/cases/${caseId}/extension`, { by: '', reason: '' })
    assert.equal(answer.statusCode, 422)
    assert.equal(answer.body.includes('⟦'), false)
  })

  it('lets a ready case be decided from the list with three keys: open it, finish, sign', async () => {
    const ready = await paidCase()
    await forward(['technical-report'], { technical: 'favourable' }, ready)
    await forward(['police-report'], { police: 'favourable' }, ready)
    const [proposal] = await hall.test.owner(
      `select task_id from finestra.task where case_id = $1 and element = 'proposal'`,
      [ready],
    )
    const lawyer: Colleague = { ...QUIM, roles: ['technician', 'lawyer'], offices: ['town-planning', 'police'] }
    assert.ok(
      (await get(lawyer, `/desk/tasks/${proposal?.task_id}`)).body.includes('els informes són favorables'),
      'a proposal after favourable reports is drafted in the words of the town',
    )
    await forward(['proposal'], { proposed: 'grant', grounds: 'It meets the plan.' }, ready)
    const { page, address } = await open(CARME)
    await page.goto(`${address}/desk?claimed=can`)
    await page.keyboard.press('d')
    await page.waitForURL(/\/desk\/tasks\//)
    await page.keyboard.press('Control+Enter')
    await page.locator('main form[data-act-form] input[name=confirm]').waitFor({ state: 'attached' })
    await page.keyboard.press('Control+Enter')
    await page.waitForURL(/done=desk\.task-done/)
    await page.context().close()
    const [decided] = await hall.test.owner('select outcome from finestra.cases where case_id = $1', [ready])
    assert.equal(decided?.outcome, 'granted')
  })

  it('tells everything that happened to a case in words', async () => {
    const rows = await hall.test.owner(
      `select distinct kind from finestra.event e where exists (select 1 from unnest(e.objects) o where o like 'case:%')`,
    )
    // What the drawing does is told by its steps, what the rules decided by the reasons.
    const told = rows.map((row) => String(row.kind)).filter((kind) => !/^(activity\.|case\.decided)/.test(kind))
    const wordless = told.filter((kind) => !hall.platform.texts.has(`desk.history.${kind.replaceAll('.', '-')}`))
    assert.deepEqual(wordless, [])
    assert.ok(told.length >= 10, told.join(', '))
  })

  it('gives the focus back when the list of keys is closed, and leads it to what is wrong in a task', async () => {
    const { page, address } = await open(QUIM)
    await page.goto(`${address}/desk`)
    await page.locator('main a').first().focus()
    await page.keyboard.press('?')
    await page.locator('dialog[open] :focus').waitFor()
    await page.keyboard.press('Escape')
    assert.equal(await page.locator('dialog[open]').count(), 0)
    const isBack = () => document.activeElement === document.querySelector('main a')
    assert.equal(await page.evaluate(isBack), true)
    await page.goto(`${address}/desk/tasks/${await reportOf(await paidCase())}`)
    await page.keyboard.press('Control+Enter')
    await page.locator('.f-errors:focus').waitFor()
    await page.context().close()
  })

  it('has pages that axe finds nothing in, that fit 360 px, in Italian', async () => {
    for (const [who, paths] of [
      [
        QUIM,
        [
          '/desk',
          `/desk/cases/${caseId}`,
          `/desk/cases/${caseId}?part=history`,
          `/desk/cases/${caseId}?part=people`,
          `/desk/cases/${caseId}?part=data`,
          `/desk/tasks/${taskId}`,
          '/desk/me',
          '/desk/search?q=Aina',
          `/desk/cases/${caseId}/correction`,
        ],
      ],
      [TONI, ['/desk/register', '/desk/calls', '/desk/calls/school-meals/2031', '/desk/admin/effects', '/desk/me']],
    ] as const) {
      const { page, address } = await open(who, 360)
      for (const path of paths) {
        await page.goto(`${address}${path}${path.includes('?') ? '&' : '?'}lang=it`)
        assert.equal((await page.content()).includes('⟦'), false, `${path}: a text is missing`)
        const { violations } = await new AxeBuilder({ page }).analyze()
        assert.deepEqual(
          violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`),
          [],
          path,
        )
        const width = await page.evaluate(() => document.documentElement.scrollWidth)
        assert.ok(width <= 360, `${path} is ${width} px wide`)
      }
      await page.context().close()
    }
  })

  /** A page of a real browser in which this officer has signed in. */
  async function open(who: Colleague, width = 1280): Promise<{ page: Page; address: string }> {
    browser ??= await launchBrowser()
    address ??= `http://localhost:${new URL(await server.listen({ port: 0, host: '127.0.0.1' })).port}`
    const context = await browser.newContext({ viewport: { width, height: 740 } })
    const [name, value] = (await cookieOf(who)).split('; ')[1]!.split('=') as [string, string]
    await context.addCookies([
      { name, value, domain: 'localhost', path: '/' },
      { name: 'finestra_municipality', value: 'vilamar', domain: 'localhost', path: '/' },
    ])
    return { page: await context.newPage(), address }
  }

  async function reportOf(caseId: string): Promise<string> {
    const [task] = await hall.test.owner(
      `select task_id from finestra.task where case_id = $1 and element = 'technical-report'`,
      [caseId],
    )
    return String(task?.task_id)
  }

  /** A case that waits for the reports of the offices. */
  async function paidCase(): Promise<string> {
    const { caseId } = await fileApplication(hall, 'minor-works', WORKS)
    await hall.settled()
    const [payment] = await hall.test.owner('select payment_id from finestra.payment where case_id = $1', [caseId])
    const input = { paymentId: String(payment?.payment_id), provider: 'sandbox', reference: `r-${caseId}` }
    await hall.run(confirmPayment, input, citizen('aina'))
    await hall.settled()
    return caseId
  }

  /** Ends tasks of other officers, so that the case comes further. */
  async function forward(
    elements: readonly string[],
    answers: Record<string, string>,
    forwarded = caseId,
  ): Promise<void> {
    const everybody: Colleague = { id: QUIM.id, roles: ['technician', 'lawyer'], offices: ['town-planning', 'police'] }
    await hall.test.owner('update finestra.officer set roles = $2, offices = $3 where officer_id = $1', [
      QUIM.id,
      everybody.roles,
      everybody.offices,
    ])
    for (const element of elements) {
      const [task] = await hall.test.owner(
        'select task_id from finestra.task where case_id = $1 and element = $2 and closed_at is null',
        [forwarded, element],
      )
      if (task)
        assert.match(
          String(
            (await post(everybody, `/desk/tasks/${task.task_id}`, { confirm: 'yes', ...answers })).headers.location,
          ),
          /task-done/,
        )
      await hall.settled()
    }
  }

  async function cookieOf({ id }: Colleague): Promise<string> {
    const token = await server.identity.sessions.open(hall.town, {
      kind: 'officer',
      level: 'high',
      method: 'oidc',
      userAgent: 'test',
      id,
    })
    return `finestra_municipality=vilamar; ${SESSION_COOKIE}=${token}`
  }

  async function get(who: Colleague, url: string) {
    return await server.inject({ url, headers: { cookie: await cookieOf(who), 'accept-language': 'en' } })
  }

  async function post(who: Colleague, url: string, fields: Record<string, string>) {
    return await server.inject({
      method: 'POST',
      url,
      headers: {
        cookie: await cookieOf(who),
        'sec-fetch-site': 'same-origin',
        'content-type': 'application/x-www-form-urlencoded',
      },
      payload: new URLSearchParams(fields).toString(),
    })
  }
})

async function serverOf(hall: TownHall): Promise<FastifyInstance> {
  const server = await buildServer(hall.platform, ERROR_PAGES)
  registerAssets(server, hall.platform)
  const officer = async (_: number, id: string) => {
    const [row] = await hall.test.owner('select name, roles, offices from finestra.officer where officer_id = $1', [id])
    return (
      row && { officerId: id, name: String(row.name), roles: row.roles as string[], offices: row.offices as string[] }
    )
  }
  await identity(
    server,
    hall.platform,
    {
      officer,
      accounts: async () => [],
      findPerson: async () => undefined,
      findOfficer: async () => undefined,
      person: async () => undefined,
      mandatesOf: async () => [],
    },
    { context: pageContext, env: {} },
  )
  deskRoutes(server, hall.platform)
  await server.ready()
  return server
}
