import type { GraphNode } from '../procedure/index.ts'
import { compileExpression, FeelSyntaxError, listDecisions, wordsIn } from '../rules/index.ts'
import {
  applicationFields,
  CONTEXT_NAMES,
  EFFECT_KINDS,
  expressionsOf,
  MESSAGES,
  messagesAwaitedBy,
  variablesGiven,
} from './drawing-names.ts'
import { entriesOf, namesIn, textOf } from './names-in.ts'
import type { Package, ParseOptions } from './package.ts'
import { FileProblems, type PackageProblem } from './problem.ts'
import { parametersFor } from './service.ts'

/** Checks the files of a package against each other: what one names, another must have. */
export function crossCheck(pack: Package, options: ParseOptions, all: PackageProblem[]): void {
  const check: Check = { pack, options, all, drawing: new FileProblems('process.bpmn', all) }
  if (pack.graph.data.process !== pack.id)
    check.drawing.add(
      pack.graph.data.process,
      `The process is called “${pack.graph.data.process}” and the package “${pack.id}”.`,
      'Give both the same name.',
    )
  for (const node of pack.graph.nodes.values()) {
    checkTask(check, node)
    checkEffect(check, node)
    checkMessages(check, node)
  }
  checkSteps(check)
  checkExpressions(check)
  checkRules(check)
  checkRuleWords(check)
  checkSheet(check)
  checkParameters(check)
  if (pack.examples.length === 0)
    new FileProblems('examples/', all).add(
      '',
      'There are no examples.',
      'Write the regulation’s own test cases: given, when, then.',
    )
}

interface Check {
  readonly pack: Package
  readonly options: ParseOptions
  readonly all: PackageProblem[]
  readonly drawing: FileProblems
}

function checkTask({ pack, drawing }: Check, node: GraphNode): void {
  if (node.kind !== 'task') return
  const { work, decision } = node
  if (work?.form !== undefined && !pack.form.tasks.has(work.form))
    drawing.add(
      node.id,
      `Its form “${work.form}” is not in form.yaml.`,
      `Add it under tasks, or use one of: ${list(pack.form.tasks.keys())}.`,
    )
  if (node.type === 'user' && !work?.citizen && work?.office === undefined)
    drawing.add(
      node.id,
      'It does not say which office does it.',
      'Set f:office, or f:citizen="true" when the applicant does it.',
    )
  const decisions = listDecisions(pack.rules).flatMap(({ name, id }) => [name, id])
  if (decision && !decisions.includes(decision.name))
    drawing.add(
      node.id,
      `Its decision “${decision.name}” is not in rules.dmn.`,
      `Use one of: ${list(listDecisions(pack.rules).map(({ name }) => name))}.`,
    )
}

function checkEffect(check: Check, node: GraphNode): void {
  const does = 'does' in node ? node.does : undefined
  if (!does) return
  const kinds = check.options.effects ?? EFFECT_KINDS
  if (!kinds.includes(does.kind))
    check.drawing.add(node.id, `Nobody does “${does.kind}”.`, `Use one of: ${list(kinds)}.`)
  const entries = does.with === undefined ? undefined : entriesOf(does.with)
  if (does.kind === 'document.issue') {
    checkTemplate(check, node, textOf(entries?.get('template')))
    checkKey(check, node, textOf(entries?.get('title') ?? entries?.get('template')), {
      keys: check.pack.service.documents,
      where: 'documents',
    })
  }
  if (does.kind === 'message.send')
    checkKey(check, node, textOf(entries?.get('text')), { keys: check.pack.service.messages, where: 'messages' })
}

function checkMessages({ drawing }: Check, node: GraphNode): void {
  for (const message of messagesAwaitedBy(node))
    if (!MESSAGES.includes(message))
      drawing.add(node.id, `Nobody sends the message “${message}” that it awaits.`, `Use one of: ${list(MESSAGES)}.`)
}

type Fixed = ReturnType<typeof textOf>

function checkTemplate({ pack, options, drawing }: Check, node: GraphNode, fixed: Fixed): void {
  if (fixed === undefined) {
    drawing.add(
      node.id,
      'It does not say which document it issues.',
      'Write f:with="{template: &quot;decision&quot;, …}".',
    )
    return
  }
  if ('begins' in fixed || pack.templates.has(fixed.text)) return
  const missing = options.languages.filter((lang) => !pack.templates.has(`${fixed.text}.${lang}`))
  if (missing.length === 0) return
  const file =
    missing.length === options.languages.length
      ? `documents/${fixed.text}.typ`
      : list(missing.map((lang) => `documents/${fixed.text}.${lang}.typ`))
  drawing.add(node.id, `Its template ${file} is missing.`, 'Write the document, or name another template.')
}

function checkKey(
  { drawing }: Check,
  node: GraphNode,
  fixed: Fixed,
  { keys, where }: { keys: object; where: string },
): void {
  const known = Object.keys(keys)
  const found =
    fixed === undefined ||
    ('text' in fixed ? known.includes(fixed.text) : known.some((key) => key.startsWith(fixed.begins)))
  if (found) return
  const shown = 'text' in fixed ? fixed.text : `${fixed.begins}…`
  drawing.add(
    node.id,
    `“${shown}” is not under ${where} in service.yaml.`,
    `Add it there, or use one of: ${list(known)}.`,
  )
}

/** Every named element must have its name in each language; a name of nothing is a mistake in an id. */
function checkSteps({ pack, all }: Check): void {
  const sheet = new FileProblems('service.yaml', all)
  const named = [...pack.graph.nodes.values()].filter((node) => node.kind !== 'process' && node.name !== undefined)
  for (const { id, name } of named)
    if (!pack.service.steps[id])
      sheet.add(
        `steps.${id}`,
        `The element “${name}” of the drawing has no name here.`,
        'Add its name in each language: citizens see it on the map.',
      )
  for (const id of Object.keys(pack.service.steps))
    if (!pack.graph.nodes.has(id))
      sheet.add(`steps.${id}`, 'The drawing has no such element.', 'Correct the id, or remove the line.')
  for (const word of arrowWords(pack.bpmn))
    if (!pack.service.arrows[word])
      sheet.add(
        `arrows.${word}`,
        `The arrow “${word}” of the drawing has no words here.`,
        'Add its words in each language.',
      )
}

function arrowWords(bpmn: string): Set<string> {
  return new Set([...bpmn.matchAll(/<(?:\w+:)?sequenceFlow\b[^>]*?\bname="([^"]+)"/g)].map(([, name = '']) => name))
}

function checkExpressions({ pack, drawing }: Check): void {
  const known = knownNames(pack)
  for (const { element, text } of expressionsOf(pack.graph.nodes.values())) {
    for (const name of namesIn(text))
      if (!known.has(name))
        drawing.add(
          element,
          `“${text}” reads “${name}”, which nothing gives.`,
          `Correct the name, or let a task before give it. Known: ${list(known)}.`,
        )
    checkFields(pack, text, (what, remedy) => drawing.add(element, what, remedy))
  }
}

function checkRules({ pack, all }: Check): void {
  const rules = new FileProblems('rules.dmn', all)
  const known = knownNames(pack)
  const seen = new Set<string>()
  for (const decision of listDecisions(pack.rules))
    for (const input of decision.inputs)
      if (!known.has(input) && !seen.has(input)) {
        seen.add(input)
        rules.add(
          decision.name,
          `Its input “${input}” is given by nothing.`,
          `Correct the name, or let a task give it. Known: ${list(known)}.`,
        )
      }
  for (const text of feelTextsOf(pack.files['rules.dmn'] ?? ''))
    checkFields(pack, text, (what, remedy) => rules.add('', what, remedy))
}

/** Officers are told in their language what was decided and why: every word of the tables has its translation, and no other is there. */
function checkRuleWords({ pack, all }: Check): void {
  const sheet = new FileProblems('service.yaml', all)
  const words = new Set(wordsIn(pack.files['rules.dmn'] ?? ''))
  for (const word of words)
    if (!pack.service.rules[word])
      sheet.add(
        `rules.${word}`,
        `“${word}” of rules.dmn has no words here.`,
        'Add its words in each language: officers read them as the reason.',
      )
  for (const word of Object.keys(pack.service.rules))
    if (!words.has(word))
      sheet.add(`rules.${word}`, 'It is not in rules.dmn.', 'Write it as it stands there, or remove the line.')
}

/** The texts of a DMN file: expressions and cells, without the words for people. */
function feelTextsOf(xml: string): string[] {
  return [...xml.matchAll(/<(?:\w+:)?text>([^<]*)<\/(?:\w+:)?text>/g)].map(([, text = '']) => text)
}

/** `application.x` must be asked, `parameters.x` must be written: a slip would silently be null. */
function checkFields(pack: Package, text: string, add: (what: string, remedy: string) => void): void {
  const bare = text.replace(/"(?:[^"\\]|\\.)*"/g, '""')
  const fields = applicationFields(pack)
  for (const [, id = ''] of bare.matchAll(/\bapplication\.(\w+)/g))
    if (!fields.has(id))
      add(`It reads application.${id}, which form.yaml does not ask.`, `Use one of: ${list(fields)}.`)
  const parameters = new Set(Object.keys(parametersFor(pack.service, 'default')))
  for (const [, id = ''] of bare.matchAll(/\bparameters\.(\w+)/g))
    if (!parameters.has(id))
      add(
        `It reads parameters.${id}, which service.yaml does not have.`,
        `Write it under parameters.default, or use one of: ${list(parameters)}.`,
      )
}

function checkSheet({ pack, all }: Check): void {
  const sheet = new FileProblems('service.yaml', all)
  const known = knownNames(pack)
  for (const [law, term] of Object.entries(pack.service.terms)) {
    if (!pack.service.legalBasis[law])
      sheet.add(`legal-basis.${law}`, 'The law has a term but no legal basis.', 'Name the laws and their articles.')
    term.unless.forEach(({ when }, index) => {
      const place = `terms.${law}.unless[${index}].when`
      try {
        compileExpression(when)
        for (const name of namesIn(when))
          if (!known.has(name)) sheet.add(place, `It reads “${name}”, which nothing gives.`, `Known: ${list(known)}.`)
      } catch (error) {
        if (!(error instanceof FeelSyntaxError)) throw error
        sheet.add(place, `${error.message}.`, error.remedy)
      }
    })
  }
  const { call } = pack.service
  if (call && !listDecisions(pack.rules).some(({ name }) => name === call.decision))
    sheet.add(
      'call.decision',
      `“${call.decision}” is not in rules.dmn.`,
      `Use one of: ${list(listDecisions(pack.rules).map(({ name }) => name))}.`,
    )
  if (call && !variablesGiven(pack).has(call.variable))
    sheet.add(
      'call.variable',
      `Nothing in the drawing gives “${call.variable}”.`,
      'Name the f:result of the task that works out the points.',
    )
}

/** A town may change a parameter, not invent one: nothing would read it. */
function checkParameters({ pack, all }: Check): void {
  const sheet = new FileProblems('service.yaml', all)
  const known = Object.keys(pack.service.parameters.default ?? {})
  for (const [town, values] of Object.entries(pack.service.parameters))
    for (const name of Object.keys(values))
      if (!known.includes(name))
        sheet.add(
          `parameters.${town}.${name}`,
          'It is not among the default parameters.',
          'Write it under parameters.default too, with the value for any other town.',
        )
}

function knownNames(pack: Package): ReadonlySet<string> {
  return new Set([...CONTEXT_NAMES, ...variablesGiven(pack)])
}

function list(names: Iterable<string>): string {
  return [...names].sort().join(', ') || 'none yet'
}
