import type { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler'
import { answer, openCompiler, type TypstJob } from './typst-compiler.ts'

/**
 * The program of the process that holds the Typst compiler: `render.ts` starts it, sends it `TypstJob`s and ends it when idle.
 * A process, not a thread: a template that never ends can be stopped, and all its memory goes back to the machine.
 */
const compiler = openCompiler()
let renderings = 0

/** Renderings between two clean-ups: the compiler's memory stays flat, at a cost of about 5%. */
const CLEAN_EVERY = 20

process.on('message', (job: TypstJob) => {
  // Whoever asked may have been killed meanwhile: then nobody waits, and the disconnection ends this process too.
  process.send?.(answer(compiler, job), undefined, undefined, () => {})
  renderings += 1
  if (renderings % CLEAN_EVERY === 0) setImmediate(clean, compiler)
})
process.on('disconnect', () => process.exit(0))
// Ctrl-C reaches the whole group: the server ends in its own order, documents in the making included.
process.on('SIGINT', () => {})

/** Compiled documents are native memory behind small JavaScript objects: without this call their garbage is seen too late. */
function clean(compiler: NodeCompiler): void {
  compiler.evictCache(0)
  globalThis.gc?.()
}
