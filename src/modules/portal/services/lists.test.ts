import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { publishList } from '../../cases/index.ts'
import { citizen, fileApplication, officer } from '../../cases/testing.ts'
import { PEOPLE } from '../../people/testing.ts'
import { type PortalScene, portalScene } from '../testing.ts'

const YEAR = 2026
const MEALS = {
  ...{ pupils: [PEOPLE.pau, PEOPLE.bruna], school: 'Escola del Port', days: 5, ownPapers: false },
  ...{ circumstances: ['single-parent'], violence: false, socialReport: false, truth: true, photographs: [] },
  account: 'ES9121000418450200051332',
}

describe('The list of a call', () => {
  let scene: PortalScene
  let filed: { caseId: string; number: string }
  before(async () => {
    scene = await portalScene({ now: `${YEAR}-06-10T09:00:00Z` })
    filed = await fileApplication(scene.hall, 'school-meals', MEALS, citizen('aina'))
  })
  after(() => scene.close())

  const list = `/services/school-meals/lists/${YEAR}`

  it('is not there before it is published', async () => {
    const nobody = await scene.guest()
    assert.equal((await nobody.get(list)).status, 404)
    assert.ok(!(await nobody.get('/services/school-meals')).text.includes('/lists/'))
  })

  it('is public once it is, by the number of each case and without any name', async () => {
    await scene.hall.moveTo(`${YEAR}-07-01T08:00:00Z`)
    const treasurer = officer(['treasurer'], ['treasury'])
    await scene.hall.run(publishList, { procedure: 'school-meals', year: YEAR }, treasurer)
    await scene.hall.settled()
    const nobody = await scene.guest()
    assert.ok((await nobody.get('/services/school-meals')).text.includes(`href="${list}"`))
    for (const lang of ['ca', 'it', 'es', 'en']) {
      const page = await nobody.get(`${list}?lang=${lang}`)
      assert.equal(page.status, 200)
      assert.doesNotMatch(page.text, /⟦/, lang)
      assert.ok(page.text.includes(filed.number))
      for (const secret of ['Aina', 'Soler', 'Pau', 'Bruna', PEOPLE.aina, filed.caseId]) {
        assert.ok(!page.text.includes(secret), `the public list says ${secret}`)
      }
    }
  })

  it('leads to its sealed document, which anybody can open and check, and which names nobody', async () => {
    const nobody = await scene.guest()
    const page = await nobody.get(`${list}?lang=en`)
    const code = /href="\/verify\/([0-9A-Z-]+)"/.exec(page.text)?.[1]
    assert.match(
      (await nobody.get(`/verify/${code}?lang=en`)).text,
      /Llista provisional\. Ajut per al menjador escolar, 2026/,
    )
    const original = await nobody.get(`/verify/${code}/original`)
    assert.equal(original.headers['content-type'], 'application/pdf')
    assert.ok(!original.bytes.toString('latin1').includes('Soler'))
  })

  it('finds one’s own place by the number, and says so when the number is not in it', async () => {
    const nobody = await scene.guest()
    const found = await nobody.get(`${list}?lang=en&case=${encodeURIComponent(filed.number)}`)
    assert.ok(found.text.includes(`>${filed.number}<`))
    assert.match((await nobody.get(`${list}?lang=en&case=2026%2F999999`)).text, /This number is not in the list/)
  })

  it('tells the applicant their place on the page of the case, with the way to the list', async () => {
    const aina = await scene.guest('aina')
    const page = await aina.get(`/folder/cases/${filed.caseId}?lang=en`)
    assert.match(page.text, /You are in place 1, with 8 points/)
    assert.ok(page.text.includes(`href="${list}?case=${encodeURIComponent(filed.number)}"`))
  })
})
