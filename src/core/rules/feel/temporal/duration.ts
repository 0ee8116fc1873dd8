/** Years and months duration, a whole number of months. */
export class YearsMonths {
  readonly months: number

  constructor(months: number) {
    this.months = months + 0
  }

  toString(): string {
    const total = Math.abs(this.months)
    const years = Math.trunc(total / 12)
    const months = total % 12
    if (total === 0) return 'P0M'
    return `${this.months < 0 ? '-' : ''}P${years > 0 ? `${years}Y` : ''}${months > 0 ? `${months}M` : ''}`
  }
}

export const NANOS_PER_SECOND = 1_000_000_000n
const SECONDS_PER_DAY = 86_400n

/** Days and time duration, a whole number of nanoseconds. */
export class DaysTime {
  readonly nanos: bigint

  constructor(nanos: bigint) {
    this.nanos = nanos
  }

  static ofSeconds(seconds: number): DaysTime {
    return new DaysTime(BigInt(seconds) * NANOS_PER_SECOND)
  }

  /** Whole seconds, towards zero. */
  get seconds(): number {
    return Number(this.nanos / NANOS_PER_SECOND)
  }

  /** The signed part of a component as DMN shows it: `PT36H` has 1 day and 12 hours. */
  component(name: 'days' | 'hours' | 'minutes' | 'seconds'): number {
    const seconds = this.nanos / NANOS_PER_SECOND
    switch (name) {
      case 'days':
        return Number(seconds / SECONDS_PER_DAY)
      case 'hours':
        return Number((seconds % SECONDS_PER_DAY) / 3600n)
      case 'minutes':
        return Number((seconds % 3600n) / 60n)
      case 'seconds':
        return Number(seconds % 60n)
    }
  }

  toString(): string {
    const size = this.nanos < 0n ? -this.nanos : this.nanos
    const parts = new DaysTime(size)
    const fraction = fractionOf(Number(size % NANOS_PER_SECOND))
    const [days, hours, minutes] = [parts.component('days'), parts.component('hours'), parts.component('minutes')]
    const seconds = `${parts.component('seconds')}${fraction}`
    const date = days > 0 ? `${days}D` : ''
    const time = `${hours > 0 ? `${hours}H` : ''}${minutes > 0 ? `${minutes}M` : ''}${seconds === '0' ? '' : `${seconds}S`}`
    if (date === '' && time === '') return 'PT0S'
    return `${this.nanos < 0n ? '-' : ''}P${date}${time === '' ? '' : `T${time}`}`
  }
}

export type Duration = YearsMonths | DaysTime

/** `.5` for 500,000,000 nanoseconds; nothing for none. */
export function fractionOf(nanos: number): string {
  return nanos === 0 ? '' : `.${String(nanos).padStart(9, '0').replace(/0+$/, '')}`
}

const YEARS_MONTHS = /^(-?)P(?:(\d+)Y)?(?:(\d+)M)?$/
const DAYS_TIME = /^(-?)P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)(?:\.(\d{0,9})\d*)?S)?)?$/

/** Reads `P1Y2M` or `P1DT2H3M4.5S`; null for anything else, a mixture of both kinds included. */
export function parseDuration(text: string): Duration | null {
  if (!/\d/.test(text) || text.endsWith('T')) return null
  const yearly = YEARS_MONTHS.exec(text)
  if (yearly !== null) {
    const months = Number(yearly[2] ?? 0) * 12 + Number(yearly[3] ?? 0)
    return new YearsMonths(yearly[1] === '-' ? -months : months)
  }
  const daily = DAYS_TIME.exec(text)
  if (daily === null) return null
  const [sign, days, hours, minutes, seconds, fraction] = daily.slice(1)
  const total =
    BigInt(days ?? 0) * SECONDS_PER_DAY + BigInt(hours ?? 0) * 3600n + BigInt(minutes ?? 0) * 60n + BigInt(seconds ?? 0)
  const nanos = total * NANOS_PER_SECOND + BigInt((fraction ?? '').padEnd(9, '0'))
  return new DaysTime(sign === '-' ? -nanos : nanos)
}
