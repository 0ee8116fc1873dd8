import type pg from 'pg'

/** Says whether anything was committed since: the same text twice means that in between nothing was. */
export interface Pulse {
  /** What the database answers to a question that leaves after this call. Fails when the database does not answer. */
  beat(): Promise<string>
}

/**
 * The pulse of a database: the text of PostgreSQL's snapshot, which names the transactions that count as done. Every transaction that wrote
 * something changes it when it ends, whichever process it was of. It takes no lock and reads no table.
 *
 * Callers that come while a question is under way share the next one, since the answer to the first may be older than they are. So however
 * many ask, there is one question after the other.
 */
export function pulseOf(pool: Pick<pg.Pool, 'query'>): Pulse {
  let underWay: Promise<string> | undefined
  let following: Promise<string> | undefined

  function ask(): Promise<string> {
    const answer = pool
      .query<{ pulse: string }>({ name: 'pulse', text: 'select pg_current_snapshot()::text as pulse' })
      .then(({ rows }) => rows[0]?.pulse ?? '')
    const answered = () => {
      if (underWay === answer) underWay = undefined
    }
    answer.then(answered, answered)
    underWay = answer
    return answer
  }

  function askAgain(): Promise<string> {
    following = undefined
    return ask()
  }

  return {
    beat() {
      if (!underWay) return ask()
      following ??= underWay.then(askAgain, askAgain)
      return following
    },
  }
}
