import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { requestCorrection } from '../cases/index.ts'
import { officer } from '../cases/testing.ts'
import { type Guest, hiddenFields, type PortalScene, portalScene } from './testing.ts'

const JPEG = Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), Buffer.alloc(2000, 7)])

/** Later than any clock of a machine that runs this: the queue goes by the true one, and would ring alarms of the past at once. */
const NOW = '2031-03-03T09:00:00Z'

describe('The portal', () => {
  let scene: PortalScene
  let aina: Guest
  let joan: Guest
  let nobody: Guest
  before(async () => {
    scene = await portalScene({ now: NOW })
    ;[aina, joan, nobody] = [await scene.guest('aina'), await scene.guest('joan'), await scene.guest()]
  })
  after(() => scene.close())

  describe('for everybody', () => {
    it('opens every public page in each language without a text missing', async () => {
      const paths = [
        '/',
        '/services',
        '/services/minor-works',
        '/services/school-meals',
        '/services/residence-certificate',
      ]
      paths.push('/verify', '/help', '/accessibility', '/privacy', '/legal', '/opendata')
      for (const path of paths) {
        for (const lang of ['ca', 'it', 'es', 'en']) {
          const page = await nobody.get(`${path}?lang=${lang}`)
          assert.equal(page.status, 200, `${path} ${lang}`)
          assert.doesNotMatch(page.text, /⟦/, `${path} ${lang}`)
          assert.match(page.text, new RegExp(`<html lang="${lang}"`))
        }
      }
    })

    it('names what is open as data, on a page to which every page leads', async () => {
      const page = await nobody.get('/opendata?lang=en')
      const open = [...page.text.matchAll(/href="(\/api\/[^"]+)"/g)].map(([, path]) => path ?? '')
      assert.deepEqual(open.slice(0, 1).concat(open.slice(-1)), ['/api/v1/services', '/api/openapi.json'])
      assert.match((await nobody.get('/?lang=en')).text, /href="\/opendata"/)
    })

    it('finds the minor works permit from a misspelt word in any of the four languages', async () => {
      for (const word of ['teulda', 'ponteggo', 'albanil', 'kichen', 'Façana', 'I would like to redo the bathroom']) {
        const page = await nobody.get(`/services?q=${encodeURIComponent(word)}&lang=en`)
        assert.match(page.text, /href="\/services\/minor-works"/, word)
      }
    })

    it('says that nothing was found, and still shows what there is', async () => {
      const page = await nobody.get('/services?q=xyzzyx&lang=en')
      assert.match(page.text, /We found nothing for “xyzzyx”/)
      assert.match(page.text, /href="\/services\/minor-works"/)
    })

    it('suggests while one types, as a fragment', async () => {
      const page = await nobody.get('/services/suggestions?q=cuina&lang=ca')
      assert.match(page.text, /^<ul>.*\/services\/minor-works/)
    })

    it('tells of a service its term and what silence means, under the law of the town', async () => {
      const page = await nobody.get('/services/minor-works?lang=en')
      assert.match(page.text, /1 month/)
      assert.match(page.text, /If we do not answer in time, it means yes\./)
      assert.match(page.text, /Ley 39\/2015/)
    })

    it('says in which language the official title of a law is, for who listens to the page', async () => {
      const page = await nobody.get('/services/minor-works?lang=en')
      assert.match(page.text, /<span lang="es">Procedimiento administrativo común/)
      assert.match(
        page.text,
        /<span lang="ca">Text refós de la Llei d&#39;urbanisme|<span lang="ca">Text refós de la Llei d'urbanisme/,
      )
      assert.match(page.text, /<html lang="en"/)
    })

    it('leads whoever is not signed in to the sign-in, and back', async () => {
      for (const path of ['/folder', '/services/minor-works/apply', '/profile', '/folder/mail']) {
        const page = await nobody.get(path)
        assert.equal(page.status, 303)
        assert.equal(page.location, `/sign-in?as=person&next=${encodeURIComponent(path)}`)
      }
    })

    it('answers 404 with a page to what is not there', async () => {
      for (const path of ['/services/nothing', '/verify/AAAA-BBBB-CCCC-DDDD', '/nowhere']) {
        assert.equal((await nobody.get(path)).status, 404, path)
      }
      assert.equal((await aina.get('/folder/cases/not-an-id')).status, 404)
      assert.equal((await aina.get('/drafts/00000000-0000-4000-8000-00000000ffff')).status, 404)
    })
  })

  describe('an application', () => {
    it('is written page by page, corrected at its fields, and filed once however often it is sent', async () => {
      const draft = await begin(aina, 'minor-works')
      const who = await aina.get(`${draft}/who`)
      assert.match(who.text, /value="Aina Soler"/)
      assert.match(who.text, /what we already hold about you/)
      assert.equal((await send(aina, `${draft}/who`, { role: 'owner' })).location, `${draft}/works`)

      const wrong = await send(aina, `${draft}/works`, {
        'place.address': 'Carrer del Forn, 12',
        budget: 'many',
        description: 'Kitchen',
      })
      assert.equal(wrong.status, 422)
      assert.match(wrong.text, /href="#field-budget"/)
      assert.match(wrong.text, /value="many"/)
      assert.match((await aina.get(`${draft}/works`)).text, /Kitchen/)

      await fillWorks(aina, draft)
      const review = await aina.get(`${draft}/review`)
      assert.match(review.text, /Carrer del Forn, 12/)
      const key = hiddenFields(review.text)
      const [first, second] = await Promise.all([aina.post(`${draft}/review`, key), aina.post(`${draft}/review`, key)])
      assert.equal(first.status, 303)
      assert.match(first.location, /^\/folder\/cases\/[0-9a-f-]{36}\/receipt$/)
      assert.equal(second.location, first.location)
      assert.equal((await aina.get('/folder')).text.match(/2031\/\d{6}/g)?.length, 1)

      const receipt = await aina.get(first.location)
      assert.match(receipt.text, /E-2031-000001/)
      assert.match(receipt.text, /2031\/000001/)
    })

    it('keeps with the place the address of the town, and asks which one when it is not clear', async () => {
      const draft = await begin(aina, 'minor-works')
      await send(aina, `${draft}/who`, { role: 'owner' })
      const unclear = await send(aina, `${draft}/works`, { ...WORKS, 'place.address': 'Forn 12' })
      assert.equal(unclear.status, 422)
      assert.match(unclear.text, /Which of these addresses is it\?/)
      const chosen = /name="place.addressId" value="([0-9a-f-]{36})"/.exec(unclear.text)?.[1] ?? ''
      const page = await send(aina, `${draft}/works`, {
        ...WORKS,
        'place.address': 'Forn 12',
        'place.addressId': chosen,
      })
      assert.equal(page.location, `${draft}/street`)
      const [row] = await scene.hall.test.owner(
        `select answers->'place' as place from finestra.draft where draft_id = '${draft.slice(8)}'`,
      )
      const { addressId, section, streetClass } = (row?.place ?? {}) as Record<string, unknown>
      assert.deepEqual({ addressId, section, streetClass }, { addressId: chosen, section: '7', streetClass: 'second' })
    })

    it('offers the addresses with the number that was written, and others of the street only where there is none', async () => {
      const offered = async (address: string) => {
        const draft = await begin(aina, 'minor-works')
        const { text } = await send(aina, `${draft}/works`, { ...WORKS, 'place.address': address })
        return [...text.matchAll(/Carrer del Forn, (\d+)/g)].map(([, number]) => number)
      }
      assert.deepEqual(await offered('Forn 2'), ['2'])
      assert.deepEqual((await offered('carrer del forn 99')).toSorted(), ['12', '2'])
    })

    it('asks the questions that the answers of the same page bring up before going on', async () => {
      const draft = await begin(aina, 'minor-works')
      const shown = hiddenFields((await aina.get(`${draft}/street`)).text)
      const page = await aina.post(`${draft}/street`, { ...shown, streetUse: 'yes' })
      assert.equal(page.location, `${draft}/street?more=1`)
      assert.match((await aina.get(page.location)).text, /name="streetArea"/)
    })

    it('goes back, and stops for later, without losing what was written', async () => {
      const draft = await begin(aina, 'minor-works')
      assert.equal((await send(aina, `${draft}/works`, { description: 'half', go: 'back' })).location, `${draft}/who`)
      assert.equal(
        (await send(aina, `${draft}/works`, { description: 'half a kitchen', go: 'later' })).location,
        '/folder?done=portal.draft-kept',
      )
      assert.match((await aina.get(`${draft}/works`)).text, /half a kitchen/)
      await aina.post(`${draft}/discard`, hiddenFields((await aina.get(`${draft}/discard`)).text))
      assert.equal((await aina.get(`${draft}/works`)).status, 404)
    })

    it('gives back what was written when the session has ended meanwhile, to be sent again after signing in', async () => {
      const draft = await begin(aina, 'minor-works')
      const page = await nobody.post(`${draft}/who?lang=en`, { role: 'owner', note: 'my “kitchen”', _key: 'k' })
      assert.equal(page.status, 401)
      assert.match(page.text, /What you wrote is not lost/)
      assert.match(page.text, /target="_blank"[^>]*href="\/sign-in\?as=person&amp;next=%2Ffolder%2Fsigned-in"/)
      const kept = hiddenFields(page.text)
      assert.deepEqual([kept.role, kept.note], ['owner', 'my “kitchen”'])
      assert.match(page.text, new RegExp(`action="${draft}/who`))
      assert.equal((await aina.post(`${draft}/who`, kept)).status, 303)
      assert.match((await aina.get('/folder/signed-in?lang=en')).text, /go back to the other one/)
    })

    it('is nobody else’s to read, fill, file or throw away', async () => {
      const draft = await begin(aina, 'minor-works')
      for (const path of ['', '/who', '/review', '/discard'])
        assert.equal((await joan.get(draft + path)).status, 404, path)
      for (const path of ['/who', '/review', '/discard'])
        assert.equal((await joan.post(draft + path)).status, 404, path)
      assert.equal((await joan.send(`${draft}/files/photographs`, {}, [photo('a.jpg', JPEG)])).status, 404)
    })
  })

  describe('an uploaded file', () => {
    it('is taken by its content, answered to the page’s script, and can be seen again', async () => {
      const draft = await begin(aina, 'minor-works')
      const answer = await aina.send(`${draft}/files/photographs`, {}, [photo('before.jpg', JPEG)])
      const { id, name, bytes, href } = JSON.parse(answer.text)
      assert.deepEqual({ name, bytes }, { name: 'before.jpg', bytes: JPEG.length })
      assert.equal(href, `${draft}/files/${id}`)
      const shown = await aina.get(href)
      assert.deepEqual(shown.bytes, JPEG)
      assert.match(String(shown.headers['content-security-policy']), /^default-src 'none'.*; sandbox$/)
      assert.equal(shown.headers['x-content-type-options'], 'nosniff')
      assert.equal((await joan.get(href)).status, 404)
    })

    it('is refused when it only says that it is a picture, when it is empty and when it is too big', async () => {
      const draft = await begin(aina, 'minor-works')
      const refused = async (content: Buffer) => {
        const answer = await aina.send(`${draft}/files/photographs`, {}, [photo('before.jpg', content)])
        assert.equal(answer.status, 422)
        return JSON.parse(answer.text).error as string
      }
      assert.match(await refused(Buffer.from('MZ program\0\0')), /not a kind of file that we take/)
      assert.match(await refused(Buffer.alloc(0)), /is empty/)
      assert.match(await refused(Buffer.concat([JPEG, Buffer.alloc(11 * 1024 * 1024)])), /10 MB/)
      assert.match(await refused(Buffer.concat([JPEG, Buffer.alloc(26 * 1024 * 1024)])), /10 MB/)
    })

    it('comes with the form where there is no script: the good one stays, the bad one is told at its field', async () => {
      const draft = await begin(aina, 'minor-works')
      const fields = hiddenFields((await aina.get(`${draft}/papers`)).text)
      const page = await aina.send(`${draft}/papers`, fields, [
        photo('good.jpg', JPEG),
        photo('bad.jpg', Buffer.from('\0\x01')),
      ])
      assert.equal(page.status, 422)
      assert.match(page.text, /good\.jpg/)
      assert.match(page.text, /bad\.jpg is not a kind of file/)
      const kept = hiddenFields((await aina.get(`${draft}/papers`)).text)
      const removed = await aina.send(`${draft}/papers`, { ...kept, remove: `photographs.${kept.photographs}` }, [])
      assert.equal(removed.status, 200)
      assert.doesNotMatch(removed.text, /good\.jpg/)
    })
  })

  describe('a case', () => {
    let caseId: string
    before(async () => {
      caseId = await fileWorks(aina)
      await scene.hall.settled()
    })

    it('shows where it is, until when, how that day was counted and what must be done', async () => {
      const page = await aina.get(`/folder/cases/${caseId}`)
      assert.equal(page.status, 200)
      assert.doesNotMatch(page.text, /⟦/)
      assert.match(page.text, /We must answer you by/)
      assert.match(page.text, /Ley 39\/2015, art\. 30/)
      assert.match(page.text, /aria-current="step"/)
      assert.match(page.text, /href="\/pay\/[0-9a-f-]{36}"/)
      assert.match((await aina.get(`/folder/cases/${caseId}/map.bpmn`)).text, /<bpmn:definitions/)
    })

    it('shows nothing to others', async () => {
      for (const path of ['', '/receipt', '/map.bpmn', '/do/withdraw']) {
        assert.equal((await joan.get(`/folder/cases/${caseId}${path}`)).status, 404, path)
      }
      assert.equal((await joan.post(`/folder/cases/${caseId}/do/withdraw`, { text: '' })).status, 404)
    })

    it('gives its documents to their owner only, and to whoever has the code', async () => {
      const page = await aina.get(`/folder/cases/${caseId}`)
      const path = /href="(\/folder\/documents\/[0-9a-f-]{36})"/.exec(page.text)?.[1] ?? ''
      const [, code] = /\/verify\/([0-9A-Z-]{19})/.exec(page.text) ?? []
      assert.equal((await joan.get(path)).status, 404)
      const verified = await nobody.get(`/verify/${code}`)
      assert.match(verified.text, /The seal holds/)
      assert.doesNotMatch(verified.text, /Aina|00000001R/)
      const original = await nobody.get(`/verify/${code}/original`)
      assert.equal(original.bytes.subarray(0, 5).toString(), '%PDF-')
      const same = await nobody.send(`/verify/${code}`, {}, [
        { field: 'copy', name: 'mine.pdf', content: original.bytes },
      ])
      assert.match(same.text, /identical to the original/)
      const altered = Buffer.from(original.bytes)
      altered[altered.length >> 1] = (altered[altered.length >> 1] ?? 0) ^ 1
      const other = await nobody.send(`/verify/${code}`, {}, [{ field: 'copy', name: 'mine.pdf', content: altered }])
      assert.match(other.text, /not the same as the original/)
    })

    it('is paid at the bank: refused, left, and then paid once though the bank tells it twice', async () => {
      const pay = /href="(\/pay\/[0-9a-f-]{36})"/.exec((await aina.get(`/folder/cases/${caseId}`)).text)?.[1] ?? ''
      assert.equal((await joan.get(pay)).status, 404)
      for (const choice of ['refuse', 'leave']) {
        const back = await atBank(aina, pay, choice)
        assert.match((await aina.get(back)).location, /how=(refused|left)/)
        assert.match((await aina.get(pay)).text, /To pay/)
      }
      const back = await atBank(aina, pay, 'pay')
      assert.equal((await aina.get(back)).location, `${pay}?done=portal.paid`)
      assert.equal((await aina.get(back)).location, `${pay}?done=portal.paid`)
      const paid = await scene.hall.test.owner(
        `select count(*)::int as n from finestra.event where kind = 'payment.paid'`,
      )
      assert.deepEqual(paid, [{ n: 1 }])
    })

    it('is not paid by an answer that was altered or that the bank did not sign', async () => {
      const other = await fileWorks(aina)
      await scene.hall.settled()
      const pay = /href="(\/pay\/[0-9a-f-]{36})"/.exec((await aina.get(`/folder/cases/${other}`)).text)?.[1] ?? ''
      const order = new URLSearchParams((await aina.post(pay)).location.split('?')[1])
      const forged = Buffer.from(
        JSON.stringify({ slug: 'vilamar', paymentId: pay.slice(5), status: 'paid', amount: '1.00', reference: 'X' }),
      )
      const query = new URLSearchParams({ data: forged.toString('base64url'), signature: order.get('signature') ?? '' })
      assert.equal((await aina.get(`${pay}/back?${query}`)).location, `${pay}?how=altered`)
      assert.equal((await nobody.post('/payments/sandbox/confirmation', Object.fromEntries(query))).status, 400)
      assert.equal((await nobody.get(`/sandbox-bank/pay?${query}`)).status, 400)
      // An order is signed too; it is not an answer.
      assert.equal((await aina.get(`${pay}/back?${order}`)).location, `${pay}?how=altered`)
      assert.match((await aina.get(pay)).text, /To pay/)
    })

    it('asks before it is withdrawn, and then is', async () => {
      const other = await fileWorks(aina)
      await scene.hall.settled()
      const ask = await aina.get(`/folder/cases/${other}/do/withdraw`)
      assert.match(ask.text, /cannot be opened again/)
      const done = await aina.post(`/folder/cases/${other}/do/withdraw`, {
        ...hiddenFields(ask.text),
        text: 'I changed my mind',
      })
      assert.equal(done.location, `/folder/cases/${other}?done=portal.withdraw`)
      await scene.hall.settled()
      assert.match((await aina.get(done.location)).text, /The application was withdrawn/)
    })
  })

  describe('a notification', () => {
    it('is explained before it is opened, counts from its opening, and only then shows its document', async () => {
      const caseId = await fileWorks(aina)
      await scene.hall.settled()
      const ask = await aina.get(`/folder/cases/${caseId}/do/withdraw`)
      await aina.post(`/folder/cases/${caseId}/do/withdraw`, { ...hiddenFields(ask.text), text: '' })
      await scene.hall.settled()
      const folder = await aina.get('/folder')
      const path = /href="(\/folder\/notifications\/[0-9a-f-]{36})"/.exec(folder.text)?.[1] ?? ''
      const before = await aina.get(path)
      assert.match(before.text, /the law takes you as notified/)
      assert.doesNotMatch(before.text, /\/folder\/documents\//)
      assert.equal((await joan.get(path)).status, 404)
      assert.equal((await joan.post(path)).status, 404)
      const key = hiddenFields(before.text)
      assert.equal((await aina.post(path, key)).status, 303)
      assert.equal((await aina.post(path, key)).status, 303)
      const opened = await aina.get(path)
      const document = /href="(\/folder\/documents\/[0-9a-f-]{36})"/.exec(opened.text)?.[1] ?? ''
      assert.equal((await aina.get(document)).bytes.subarray(0, 5).toString(), '%PDF-')
    })
  })

  describe('a correction that the office asks for', () => {
    it('says what is missing, keeps the files that came when something else is wrong, and is done once', async () => {
      const caseId = await fileWorks(aina)
      await scene.hall.settled()
      const pay = /href="(\/pay\/[0-9a-f-]{36})"/.exec((await aina.get(`/folder/cases/${caseId}`)).text)?.[1] ?? ''
      await aina.get(await atBank(aina, pay, 'pay'))
      await scene.hall.settled()
      const mireia = officer(['lawyer', 'technician'], ['town-planning'])
      await scene.hall.run(requestCorrection, { caseId, defects: 'The photograph is too dark.' }, mireia)
      await scene.hall.settled()
      const notification =
        /href="(\/folder\/notifications\/[0-9a-f-]{36})"/.exec((await aina.get(`/folder/cases/${caseId}`)).text)?.[1] ??
        ''
      await aina.post(notification)
      await scene.hall.settled()

      const stopped = await aina.get(`/folder/cases/${caseId}`)
      assert.match(stopped.text, /the term does not run/)
      const task = /href="(\/folder\/cases\/[0-9a-f-]{36}\/tasks\/[0-9a-f-]{36})"/.exec(stopped.text)?.[1] ?? ''
      assert.equal((await joan.get(task)).status, 404)
      const page = await aina.get(task)
      assert.match(page.text, /The photograph is too dark\./)
      const nothing = await aina.send(`${task}?lang=en`, hiddenFields(page.text), [])
      assert.equal(nothing.status, 422)
      assert.match(nothing.text, /You have added and written nothing/)
      const files = [photo('lighter.jpg', JPEG), photo('dark.exe', Buffer.from('MZ\0'))]
      const half = await aina.send(task, hiddenFields(page.text), files)
      assert.equal(half.status, 422)
      assert.match(half.text, /lighter\.jpg/)
      assert.equal((await joan.send(task, {}, [])).status, 404)

      const done = await aina.send(task, hiddenFields(half.text), [])
      assert.equal(done.location, `/folder/cases/${caseId}?done=portal.task-done`)
      assert.equal((await aina.get(task)).location, `/folder/cases/${caseId}`)
      await scene.hall.settled()
      const after = await aina.get(`/folder/cases/${caseId}`)
      assert.match(after.text, /lighter\.jpg/)
      assert.doesNotMatch(after.text, /the term does not run/)
    })
  })

  describe('the folder and the profile', () => {
    it('open in each language, with something to say where there is nothing', async () => {
      for (const path of [
        '/folder',
        '/folder/mail',
        '/folder/documents',
        '/folder/payments',
        '/folder/appointments',
        '/profile',
      ]) {
        for (const lang of ['ca', 'it', 'es', 'en']) {
          const page = await joan.get(`${path}?lang=${lang}`)
          assert.equal(page.status, 200, path)
          assert.doesNotMatch(page.text, /⟦/, `${path} ${lang}`)
        }
      }
    })

    it('tell at the field what is wrong with a contact, and save it when it is right', async () => {
      const form = { language: 'ca', notification: 'electronic', phone: '' }
      const wrong = await aina.post('/profile', { ...form, email: 'aina@' })
      assert.equal(wrong.status, 422)
      assert.match(wrong.text, /href="#field-email"/)
      const right = await aina.post('/profile', { ...form, email: 'aina@vilamar.example' })
      assert.equal(right.location, '/profile?done=portal.profile-saved')
      assert.match((await aina.get('/profile')).text, /aina@vilamar\.example/)
    })

    it('let somebody act for me until a day, and end it', async () => {
      const form = { identityNumber: '00000002W', familyName: 'puig', until: '2032-03-01' }
      assert.equal((await aina.post('/profile/mandates/new', { ...form, familyName: 'Ribas' })).status, 422)
      assert.equal((await aina.post('/profile/mandates/new', form)).location, '/profile?done=portal.mandate-granted')
      const end = /href="(\/profile\/mandates\/[0-9a-f-]{36}\/end)"/.exec((await aina.get('/profile')).text)?.[1] ?? ''
      assert.match((await joan.get('/profile')).text, /Aina Soler/)
      assert.equal((await aina.get(end)).status, 200)
      assert.equal((await aina.post(end)).location, '/profile?done=portal.mandate-ended')
    })
  })
})

const WORKS = {
  'place.address': 'Carrer del Forn, 12',
  kinds: 'kitchen-bath',
  description: 'A new kitchen',
  budget: '9000',
  start: '2031-05-05',
  weeks: '3',
  accessibility: 'no',
  waste: '2',
}

async function begin(guest: Guest, service: string): Promise<string> {
  const page = await guest.get(`/services/${service}/apply`)
  const { location } = await guest.post(`/services/${service}/apply`, hiddenFields(page.text))
  return location.split('/').slice(0, 3).join('/')
}

/** Sends a page as it was opened, with these answers. */
async function send(guest: Guest, path: string, answers: Record<string, string>) {
  return await guest.post(path, { ...hiddenFields((await guest.get(path)).text), ...answers })
}

async function fillWorks(guest: Guest, draft: string): Promise<void> {
  await send(guest, `${draft}/who`, { role: 'owner' })
  await send(guest, `${draft}/works`, WORKS)
  await send(guest, `${draft}/street`, { streetUse: 'no' })
  const papers = hiddenFields((await guest.get(`${draft}/papers`)).text)
  await guest.send(`${draft}/papers`, papers, [photo('before.jpg', JPEG)])
  await send(guest, `${draft}/declaration`, { truth: 'yes' })
}

async function fileWorks(guest: Guest): Promise<string> {
  const draft = await begin(guest, 'minor-works')
  await fillWorks(guest, draft)
  const { location } = await send(guest, `${draft}/review`, {})
  return location.split('/')[3] ?? ''
}

/** Goes to the bank, chooses, and gives the address to which the bank leads back. */
async function atBank(guest: Guest, pay: string, choice: string): Promise<string> {
  const { location } = await guest.post(pay)
  const order = Object.fromEntries(new URLSearchParams(location.split('?')[1]))
  assert.equal((await guest.get(location)).status, 200)
  return (await guest.post('/sandbox-bank/pay', { ...order, choice })).location
}

function photo(name: string, content: Buffer) {
  return { field: 'photographs', name, content }
}
