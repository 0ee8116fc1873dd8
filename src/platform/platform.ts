import type { Logger } from 'pino'
import type { Config } from './config.ts'
import type { Database } from './database/index.ts'
import type { FileStore } from './files/index.ts'
import type { Texts } from './i18n/index.ts'
import type { EffectHandler, Jobs } from './jobs/index.ts'
import type { Mailer } from './mail/index.ts'
import type { Municipalities } from './municipalities.ts'

/** What touches the world, handed to every module: nothing else reaches for it. */
export interface Platform {
  readonly config: Config
  readonly db: Database
  readonly files: FileStore
  readonly mail: Mailer
  readonly texts: Texts
  readonly log: Logger
  readonly municipalities: Municipalities
  readonly jobs: Jobs
  /** The handlers of effects, by task name; modules add theirs before the workers start. */
  readonly handlers: Map<string, EffectHandler>
  /** The present instant, ISO 8601 in UTC. Tests give another. */
  now(): string
}
