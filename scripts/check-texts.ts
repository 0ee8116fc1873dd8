import { join } from 'node:path'
import { checkTexts } from '../src/platform/i18n/index.ts'

const report = checkTexts(join(import.meta.dirname, '..', 'src'))
for (const problem of report.problems) console.log(`  ${problem}`)
if (report.keys === 0) console.log('  no text was found')
process.exit(report.problems.length > 0 || report.keys === 0 ? 1 : 0)
