import { call } from '../call.ts'
import { equal } from '../comparison.ts'
import { asInteger } from '../compile/arithmetic.ts'
import type { FeelNumber } from '../number.ts'
import type { Run } from '../run.ts'
import { type FeelFunction, isList, type Value } from '../value.ts'
import type { Group } from './built-in.ts'

type List = readonly Value[]

/** Functions on lists (DMN table 75), but for those that compute a figure. */
export const LIST: Group = {
  'list contains': [
    { parameters: 'list: list, element: any', give: (list: List, element: Value) => indexOf(list, element) >= 0 },
  ],
  count: [{ parameters: 'list: list', give: (list: List) => list.length }],
  sublist: [{ parameters: 'list: list, start position: number, length?: number', give: sublist }],
  append: [{ parameters: 'list: list, ...item: any', give: (list: List, items: List) => [...list, ...items] }],
  concatenate: [{ parameters: '...list: any', give: concatenate }],
  'insert before': [{ parameters: 'list: list, position: number, newItem: any', give: insertBefore }],
  remove: [{ parameters: 'list: list, position: number', give: remove }],
  'list replace': [
    { parameters: 'list: list, position: number, newItem: any', give: replaceAt },
    { parameters: 'list: list, match: function, newItem: any', give: replaceMatching },
  ],
  reverse: [{ parameters: 'list: list', give: (list: List) => [...list].reverse() }],
  'index of': [{ parameters: 'list: list, match: any', give: positionsOf }],
  union: [
    {
      parameters: '...list: any',
      give(lists: List) {
        const all = concatenate.call(this, lists)
        return isList(all) ? distinct(all) : all
      },
    },
  ],
  'distinct values': [{ parameters: 'list: list', give: distinct }],
  flatten: [{ parameters: 'list: list', give: flatten }],
  sort: [{ parameters: 'list: list, precedes: function', give: sort }],
}

function indexOf(list: List, element: Value): number {
  return list.findIndex((item) => equal(item, element) === true)
}

/** The index of a position counted from 1, or from the end when negative; undefined outside the list. */
function indexAt(list: List, position: FeelNumber): number | undefined {
  const place = asInteger(position)
  if (place === undefined || place === 0 || Math.abs(place) > list.length) return undefined
  return place > 0 ? place - 1 : list.length + place
}

function outside(run: Run, list: List, position: FeelNumber): null {
  return run.fail(`a list of ${list.length} has no position ${String(position)}`)
}

function sublist(this: Run, list: List, start: FeelNumber, length?: FeelNumber): Value {
  const index = indexAt(list, start)
  const count = length === undefined ? list.length : asInteger(length)
  if (index === undefined || count === undefined) return outside(this, list, start)
  if (length !== undefined && (count < 1 || index + count > list.length)) {
    return this.fail(`a list of ${list.length} has no ${count} items from position ${String(start)}`)
  }
  return list.slice(index, index + count)
}

function concatenate(this: Run, lists: List): Value {
  if (lists.some((list) => list === null)) return this.fail('null is no list')
  return lists.flatMap((list) => (isList(list) ? list : [list]))
}

function insertBefore(this: Run, list: List, position: FeelNumber, item: Value): Value {
  const index = indexAt(list, position)
  if (index === undefined) return outside(this, list, position)
  return list.toSpliced(index, 0, item)
}

function remove(this: Run, list: List, position: FeelNumber): Value {
  const index = indexAt(list, position)
  return index === undefined ? outside(this, list, position) : list.toSpliced(index, 1)
}

function replaceAt(this: Run, list: List, position: FeelNumber, item: Value): Value {
  const index = indexAt(list, position)
  return index === undefined ? outside(this, list, position) : list.with(index, item)
}

/** Every item for which `match(item, newItem)` holds gives way to the new one. */
function replaceMatching(this: Run, list: List, match: FeelFunction, item: Value): Value {
  const replaced: Value[] = []
  for (const old of list) {
    const isMatch = call(match, [old, item], this)
    if (typeof isMatch !== 'boolean') return this.fail('list replace: the function must give true or false')
    replaced.push(isMatch ? item : old)
  }
  return replaced
}

function positionsOf(list: List, match: Value): Value {
  return list.flatMap((item, index) => (equal(item, match) === true ? [index + 1] : []))
}

function distinct(list: List): Value[] {
  const kept: Value[] = []
  for (const item of list) if (indexOf(kept, item) < 0) kept.push(item)
  return kept
}

function flatten(list: List): Value[] {
  return list.flatMap((item) => (isList(item) ? flatten(item) : [item]))
}

/** A stable merge sort: `precedes(a, b)` says whether a comes before b. */
function sort(this: Run, list: List, precedes: FeelFunction): Value {
  if (list.length < 2) return [...list]
  const before = this.errors.length
  const sorted = mergeSort(list, (a, b) => call(precedes, [a, b], this) === true)
  return this.errors.length > before ? null : sorted
}

function mergeSort(list: List, precedes: (a: Value, b: Value) => boolean): List {
  if (list.length < 2) return list
  const middle = Math.ceil(list.length / 2)
  const left = mergeSort(list.slice(0, middle), precedes)
  const right = mergeSort(list.slice(middle), precedes)
  const merged: Value[] = []
  let [i, j] = [0, 0]
  while (i < left.length && j < right.length) {
    merged.push((precedes(right[j] ?? null, left[i] ?? null) ? right[j++] : left[i++]) ?? null)
  }
  return [...merged, ...left.slice(i), ...right.slice(j)]
}
