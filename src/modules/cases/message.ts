import { type Queries, sql } from '../../platform/database/index.ts'

/** A message in a person's folder. */
export interface Message {
  readonly messageId: string
  readonly personId: string
  readonly caseId: string | null
  readonly subject: string
  readonly body: string
  readonly lang: string
  readonly at: string
  readonly readAt: string | null
}

export async function insertMessage(db: Queries, made: Message): Promise<void> {
  db.send(sql`
    insert into message (municipality_id, message_id, person_id, case_id, subject, body, lang, at)
    values (current_municipality(), ${made.messageId}, ${made.personId}, ${made.caseId}, ${made.subject}, ${made.body}, ${made.lang}, ${made.at})`)
}

export function messagesOf(db: Queries, personId: string): Promise<Message[]> {
  return db.many<Message>(sql`
    select * from message where municipality_id = current_municipality() and person_id = ${personId} order by at desc`)
}

export function messageById(db: Queries, messageId: string): Promise<Message | undefined> {
  return db.maybe<Message>(sql`
    select * from message where municipality_id = current_municipality() and message_id = ${messageId}`)
}

export async function markRead(db: Queries, messageId: string, at: string): Promise<void> {
  db.send(sql`
    update message set read_at = ${at} where municipality_id = current_municipality() and message_id = ${messageId} and read_at is null`)
}
