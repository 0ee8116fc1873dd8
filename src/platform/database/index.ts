export { type Database, openDatabase, type Queries, queriesOn } from './database.ts'
export { type EmbeddedPostgres, startEmbeddedPostgres } from './embedded.ts'
export { allMigrations, applicationUrl, migrate } from './migrate.ts'
export { type Sql, sql } from './sql.ts'
