import { copySkeleton, type Made } from './files.ts'
import { checkName } from './mistake.ts'

/** A package in `catalogue/`: asked for, looked at by an office, decided, notified; in four languages and under two laws. */
export function newProcedure(name: string): Made {
  const id = checkName(name)
  const title = id.charAt(0).toUpperCase() + id.slice(1).replaceAll('-', ' ')
  const written = copySkeleton('new-procedure', `catalogue/${id}`, { 'new-procedure': id, 'New procedure': title })
  return {
    written,
    left: [
      'write what citizens read in service.yaml, and the terms of the law',
      'ask what must be asked in form.yaml, draw in process.bpmn, write the regulation in rules.dmn',
      'add an example for each case of the regulation, with its figures counted by hand',
      `bin/finestra catalogue check catalogue/${id}, and catalogue install when it is ready`,
    ],
  }
}
