/** Names that a field may not have: they mean something in every condition, or are words and functions of FEEL. */
export const RESERVED_NAMES: ReadonlySet<string> = new Set([
  ...['application', 'applicant', 'municipality', 'opened', 'registers', 'case', 'item', 'parameters'],
  ...['if', 'then', 'else', 'for', 'in', 'return', 'some', 'every', 'satisfies', 'and', 'or', 'not', 'true', 'false'],
  ...['null', 'between', 'function', 'external', 'instance', 'of'],
  ...['date', 'time', 'duration', 'number', 'string', 'list', 'context', 'range', 'now', 'today', 'is'],
  ...['count', 'min', 'max', 'sum', 'mean', 'median', 'mode', 'stddev', 'product', 'all', 'any'],
  ...['append', 'concatenate', 'contains', 'flatten', 'reverse', 'remove', 'sort', 'sublist', 'union'],
  ...['abs', 'ceiling', 'decimal', 'even', 'exp', 'floor', 'log', 'modulo', 'odd', 'sqrt'],
  ...['matches', 'replace', 'split', 'substring', 'after', 'before', 'during', 'includes', 'meets', 'overlaps'],
  // names of every JavaScript object, which are no place for an answer
  ...['constructor', 'hasOwnProperty', 'isPrototypeOf', 'toString', 'valueOf', 'toJSON'],
])
