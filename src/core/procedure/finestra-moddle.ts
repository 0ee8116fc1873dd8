/**
 * The attributes that Finestra adds to BPMN, in the format by which `bpmn-moddle` and bpmn.io learn an
 * extension. `f:set` is not among them: a property `set` would hide the method `set` of moddle's elements,
 * so it stays an undeclared attribute (see `parse/document.ts`). A drawing without any of them is still a drawing that runs.
 */
export const finestraModdle = {
  name: 'Finestra',
  uri: 'urn:finestra:bpmn',
  prefix: 'f',
  xml: { tagAlias: 'lowerCase' },
  types: [
    { name: 'ProcessTerm', extends: ['bpmn:Process'], properties: attributes('term', 'termStart', 'silence') },
    {
      name: 'NodeData',
      extends: ['bpmn:FlowNode'],
      properties: [
        ...attributes('suspendMax', 'do', 'with', 'result', 'decision'),
        flag('suspends'),
        { ...flag('wait'), default: true },
      ],
    },
    {
      name: 'TaskWork',
      extends: ['bpmn:Task'],
      properties: [...attributes('office', 'role', 'form', 'term'), flag('citizen')],
    },
    { name: 'TimerTerm', extends: ['bpmn:TimerEventDefinition'], properties: attributes('term', 'termStart') },
  ],
}

function attributes(...names: string[]): { name: string; isAttr: boolean; type: string }[] {
  return names.map((name) => ({ name, isAttr: true, type: 'String' }))
}

function flag(name: string): { name: string; isAttr: boolean; type: string } {
  return { name, isAttr: true, type: 'Boolean' }
}
