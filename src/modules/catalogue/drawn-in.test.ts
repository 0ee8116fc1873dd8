import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { drawnIn } from './drawn-in.ts'
import type { Procedure } from './procedure.ts'

describe('The drawing of a procedure', () => {
  const service = {
    steps: { report: { ca: 'Informe "tècnic" & signat', it: 'Parere', es: 'Informe', en: 'Report' } },
    arrows: { yes: { ca: 'sí', it: 'sì', es: 'sí', en: 'yes' } },
  } as unknown as Procedure['service'] // the rest of the sheet says nothing of the drawing
  const bpmn = `<a:message id="m" name="report"/><a:userTask id="report" name="Report" f:form="x"><b/></a:userTask>
    <a:sequenceFlow id="f1" name="yes" sourceRef="report"/><a:task id="other" name="Other"/>`

  it('says its steps and arrows in the language of the reader, and leaves the rest as it is drawn', () => {
    assert.equal(
      drawnIn({ bpmn, service }, 'ca'),
      `<a:message id="m" name="report"/><a:userTask id="report" name="Informe &quot;tècnic&quot; &amp; signat" f:form="x"><b/></a:userTask>
    <a:sequenceFlow id="f1" name="sí" sourceRef="report"/><a:task id="other" name="Other"/>`,
    )
  })
})
