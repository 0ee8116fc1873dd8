import { join } from 'node:path'
import pino, { type Logger } from 'pino'
import { type Config, readConfig } from './config.ts'
import { applicationUrl, migrate, openDatabase, startEmbeddedPostgres } from './database/index.ts'
import { openFileStore } from './files/index.ts'
import { loadTexts } from './i18n/index.ts'
import { type EffectHandler, openJobs, type Routine } from './jobs/index.ts'
import { openMailer } from './mail/index.ts'
import { openMunicipalities } from './municipalities.ts'
import type { Platform } from './platform.ts'
import { resource } from './root.ts'

export interface OpenPlatform extends Platform {
  /** The owner's connection string: for migrations, backup, and the queue. */
  readonly ownerUrl: string
  /** Work that the clock starts; modules add theirs before the workers start. */
  readonly routines: Routine[]
  /** Ends the workers after the effects under way, then the connections, then the database if it was started here. */
  close(): Promise<void>
}

/** Opens everything that touches the world: the database (started here without `DATABASE_URL`, and migrated), files, mail, queue. */
export async function openPlatform(
  options: { config?: Config; now?: () => string; log?: Logger } = {},
): Promise<OpenPlatform> {
  const config = options.config ?? readConfig()
  const log = options.log ?? pino({ level: config.logLevel }, pino.destination(2))
  const postgres = config.databaseUrl ? undefined : await startEmbeddedPostgres(config.dataFolder)
  const ownerUrl = config.databaseUrl ?? postgres!.url
  const migrated = await migrate(ownerUrl)
  if (migrated.length > 0) log.info({ migrations: migrated }, 'the schema was brought up to date')
  const db = openDatabase(applicationUrl(ownerUrl), { connections: 12 })
  const handlers = new Map<string, EffectHandler>()
  const routines: Routine[] = []
  const jobs = openJobs({ ownerUrl, workers: config.workers, log, handlers, routines })
  const mail = openMailer({ smtpUrl: config.smtpUrl, from: config.mailFrom, outbox: join(config.dataFolder, 'outbox') })
  return {
    config,
    log,
    db,
    ownerUrl,
    handlers,
    routines,
    jobs,
    mail,
    files: openFileStore(config.filesUrl, join(config.dataFolder, 'files')),
    texts: loadTexts(resource('src')),
    municipalities: openMunicipalities(db),
    now: options.now ?? (() => new Date().toISOString()),
    async close() {
      await jobs.stop()
      mail.close()
      await db.close()
      await postgres?.stop()
    },
  }
}
