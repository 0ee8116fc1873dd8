import { toJson } from '../feel/json.ts'
import type { Run } from '../feel/run.ts'
import { ContextScope } from '../feel/scope.ts'
import { coerce, describeType } from '../feel/type.ts'
import { FeelFunction, kindOf, normalName, type Parameter, type Value } from '../feel/value.ts'
import { functionOver } from './boxed.ts'
import type { Decision, DrgElement, InputData, Knowledge, Requirement, Service } from './element.ts'
import { resultType } from './read-elements.ts'
import { type Trace, TracedRun } from './trace.ts'
import { readTyped } from './typed-input.ts'

/** Gives the JSON or FEEL value of an input; undefined when it was not given. */
export type InputSource = (input: InputData) => unknown

/** One evaluation of a model: every element has one value in it, found when first needed. */
export class Evaluation {
  readonly run: Run
  readonly trace: Trace[]
  readonly #inputs: InputSource
  readonly #values = new Map<DrgElement, Value>()

  constructor(inputs: InputSource, run: Run, trace: Trace[], given: ReadonlyMap<DrgElement, Value> = new Map()) {
    this.#inputs = inputs
    this.run = run
    this.trace = trace
    for (const [element, value] of given) this.#values.set(element, value)
  }

  /** The value of an element: an input's, a decision's result, knowledge or a service as a function. */
  valueOf(element: DrgElement): Value {
    const known = this.#values.get(element)
    if (known !== undefined) return known
    const value = this.#find(element)
    this.#values.set(element, value)
    return value
  }

  #find(element: DrgElement): Value {
    switch (element.kind) {
      case 'input data':
        return this.#readInput(element)
      case 'decision':
        return this.#decide(element)
      case 'business knowledge model':
        return this.#functionOfKnowledge(element)
      case 'decision service':
        return this.#functionOfService(element)
    }
  }

  #readInput(input: InputData): Value {
    const value = readTyped(this.#inputs(input), input.type)
    const converted = input.type === undefined ? value : coerce(value, input.type)
    if (converted !== undefined || input.type === undefined) return converted ?? null
    return this.run.fail(`the input "${input.name}" must be ${describeType(input.type)}, not ${kindOf(value)}`)
  }

  #decide(decision: Decision): Value {
    const scope = this.#scopeOf(decision.requires)
    const outer = this.run.place
    const outerTables = this.run instanceof TracedRun ? this.run.tables : []
    this.run.place = decision.name
    if (this.run instanceof TracedRun) this.run.tables = []
    const value = decision.logic === undefined ? this.run.fail('the decision has no logic') : decision.logic(scope)
    if (this.run instanceof TracedRun) {
      this.#note(decision, value, this.run)
      this.run.tables = outerTables
    }
    this.run.place = outer
    return value
  }

  #note(decision: Decision, value: Value, run: TracedRun): void {
    this.trace.push({
      decision: decision.name,
      id: decision.id,
      ...(decision.question === undefined ? {} : { question: decision.question }),
      ...(decision.description === undefined ? {} : { description: decision.description }),
      ...(decision.text === undefined ? {} : { text: decision.text }),
      tables: run.tables,
      value: toJson(value),
    })
  }

  /** What an element requires, by name; what is imported, under the name of its import. */
  #scopeOf(requires: readonly Requirement[], self?: { name: string; value: Value }): ContextScope {
    const names = new Map<string, Value>()
    const imports = new Map<string, Map<string, Value>>()
    for (const { element, through } of requires) {
      const value = this.valueOf(element)
      if (through === undefined) {
        names.set(normalName(element.name), value)
        continue
      }
      const context = imports.get(through) ?? new Map<string, Value>()
      imports.set(through, context.set(normalName(element.name), value))
    }
    for (const [name, context] of imports) names.set(name, context)
    if (self !== undefined) names.set(normalName(self.name), self.value)
    return new ContextScope(null, names, this.run)
  }

  #functionOfKnowledge(knowledge: Knowledge): FeelFunction {
    const { name, parameters } = knowledge
    const body: FeelFunction = functionOver(
      // The scope is made when the function is called, so that knowledge may refer to itself or to one another.
      { run: this.run, get: (asked) => scope().get(asked) },
      name,
      parameters,
      knowledge.body ?? (({ run }) => run.fail(`"${name}" has no logic`)),
      resultType(knowledge.result),
    )
    let made: ContextScope | undefined
    const scope = () => {
      made ??= this.#scopeOf(knowledge.requires, { name, value: body })
      return made
    }
    return body
  }

  /** The parameters are the input data, then the input decisions (DMN 10.4). */
  #functionOfService(service: Service): FeelFunction {
    const inputs = [...service.inputData, ...service.inputDecisions].map(({ element }) => element)
    const parameters = inputs.map((element): Parameter => ({ name: normalName(element.name), type: typeOf(element) }))
    const invoke = (args: readonly Value[]): Value => {
      const given = new Map(inputs.map((element, index): [DrgElement, Value] => [element, args[index] ?? null]))
      const inner = new Evaluation(() => undefined, this.run, this.trace, given)
      return inner.outputsOf(service)
    }
    return new FeelFunction(service.name, parameters, invoke, resultType(service.result))
  }

  /** The result of a service: its output decision's, or a context of them when there are several. */
  outputsOf(service: Service): Value {
    const [only, ...others] = service.outputs
    if (only === undefined) return this.run.fail(`the service "${service.name}" has no output decision`)
    if (others.length === 0) return this.valueOf(only.element)
    return new Map(service.outputs.map(({ element }): [string, Value] => [element.name, this.valueOf(element)]))
  }
}

function typeOf(element: DrgElement) {
  return element.kind === 'decision' || element.kind === 'input data' ? element.type : undefined
}
