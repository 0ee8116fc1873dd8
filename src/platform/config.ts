import { dataFolder } from './root.ts'

/** What an installation can be told, from the environment. `docs/guides/administrator.md` explains each. */
export interface Config {
  readonly port: number
  readonly host: string
  /** The address that citizens use; links in messages and the sign-in return to it. */
  readonly baseUrl: string
  /** Absent: PostgreSQL is started here, under `dataFolder`. */
  readonly databaseUrl: string | undefined
  readonly dataFolder: string
  /** `smtp://user:password@host:port`. Absent: messages are written to `<dataFolder>/outbox`. */
  readonly smtpUrl: string | undefined
  readonly mailFrom: string
  /** `s3://bucket/prefix?endpoint=…&region=…`. Absent: files are kept in `<dataFolder>/files`. */
  readonly filesUrl: string | undefined
  /** A command that gets an uploaded file on its standard input and exits non-zero when it must be refused. */
  readonly virusScanCommand: string | undefined
  /** Whose `X-Forwarded-…` headers are believed: addresses or networks with commas between them; `loopback` unless said. */
  readonly trustedProxies: string
  /** How many effects are worked on at once. */
  readonly workers: number
  readonly logLevel: string
}

/** Reads the configuration; a value that cannot be meant is an error that names the variable. */
export function readConfig(env: NodeJS.ProcessEnv = process.env): Config {
  const port = wholeNumber(env, 'PORT', 3000)
  return {
    port,
    host: env.HOST ?? '0.0.0.0',
    baseUrl: env.BASE_URL ?? `http://localhost:${port}`,
    databaseUrl: env.DATABASE_URL,
    dataFolder: dataFolder(env),
    smtpUrl: env.SMTP_URL,
    mailFrom: env.MAIL_FROM ?? 'no-reply@finestra.example',
    filesUrl: env.FILES_URL,
    virusScanCommand: env.VIRUS_SCAN_COMMAND,
    trustedProxies: env.TRUSTED_PROXIES ?? 'loopback',
    workers: wholeNumber(env, 'WORKERS', 3),
    logLevel: env.LOG_LEVEL ?? 'info',
  }
}

function wholeNumber(env: NodeJS.ProcessEnv, name: string, absent: number): number {
  const text = env[name]
  if (text === undefined || text === '') return absent
  if (!/^\d+$/.test(text)) throw new Error(`${name} must be a whole number, and is "${text}"`)
  return Number(text)
}
