import type { Variables } from '../../core/procedure/index.ts'
import { compileExpression, type Expression } from '../../core/rules/index.ts'
import type { Procedure } from '../catalogue/index.ts'

type LegalTerm = Procedure['service']['terms'][string]
type Exception = LegalTerm['unless'][number]

/**
 * What it means in this case when the term ends without an answer: what the law says of the procedure, unless one of the exceptions of
 * its sheet holds (`terms.LAW.unless`; Ley 39/2015, art. 24.1; Legge 241/1990, art. 20.4). The first that holds counts.
 */
export function silenceOf(
  { service, graph }: Procedure,
  law: string,
  seen: Variables,
): 'granted' | 'refused' | 'expiry' | null {
  const exception = service.terms[law]?.unless.find((one) => condition(one).evaluate(seen) === true)
  return exception?.silence ?? graph.root.term?.silence ?? null
}

/** Compiled once: the sheet of a version does not change. */
const conditions = new WeakMap<Exception, Expression>()

function condition(exception: Exception): Expression {
  let known = conditions.get(exception)
  if (!known) {
    known = compileExpression(exception.when)
    conditions.set(exception, known)
  }
  return known
}
