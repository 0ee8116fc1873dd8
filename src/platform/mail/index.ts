import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Transporter } from 'nodemailer'

export interface Mail {
  readonly to: string
  readonly subject: string
  /** Plain text: messages of a town hall must be readable everywhere. */
  readonly text: string
  /** Stays the same when the message is sent again after a doubt, so that mailboxes show it once. */
  readonly messageId: string
  readonly attachments?: readonly { filename: string; content: Buffer; contentType: string }[]
}

export interface Mailer {
  /** Hands the message to the mail server; throws when the server did not accept it, so that the queue tries again. */
  send(mail: Mail): Promise<void>
  close(): void
}

/** Mail by SMTP, or, where there is no server (the demonstration), as `.eml` files in a folder. */
export function openMailer(options: { smtpUrl: string | undefined; from: string; outbox: string }): Mailer {
  return options.smtpUrl ? smtpMailer(options.smtpUrl, options.from) : outboxMailer(options.outbox, options.from)
}

function smtpMailer(url: string, from: string): Mailer {
  let transport: Promise<Transporter> | undefined
  const open = () => {
    transport ??= import('nodemailer').then(({ createTransport }) => createTransport(url, { from }))
    return transport
  }
  return {
    async send(mail) {
      await (await open()).sendMail(toMessage(mail))
    },
    close: () => void transport?.then((opened) => opened.close()),
  }
}

function outboxMailer(folder: string, from: string): Mailer {
  return {
    async send(mail) {
      const { createTransport } = await import('nodemailer')
      const transport = createTransport({ streamTransport: true, buffer: true, newline: 'windows' }, { from })
      const { message } = await transport.sendMail(toMessage(mail))
      await mkdir(folder, { recursive: true })
      await writeFile(join(folder, `${mail.messageId.replace(/[^\w.-]/g, '_')}.eml`), message as Buffer)
    },
    close: () => {},
  }
}

function toMessage(mail: Mail) {
  return {
    ...mail,
    messageId: `<${mail.messageId}@finestra>`,
    // So that automatic replies do not come back (RFC 3834).
    headers: { 'Auto-Submitted': 'auto-generated' },
    attachments: mail.attachments?.map((attachment) => ({ ...attachment })) ?? [],
  }
}
