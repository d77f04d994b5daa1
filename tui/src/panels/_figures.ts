const UNITS: [ms: number, name: string][] = [
  [365.25 * 86_400_000, 'y'],
  [30.44 * 86_400_000, 'mo'],
  [7 * 86_400_000, 'w'],
  [86_400_000, 'd'],
  [3_600_000, 'h'],
  [60_000, 'min'],
]

/** `1,234,567` */
export function count(value: number): string {
  return Math.round(value).toLocaleString('en-US')
}

/** `1.2 k`, `34 M`: at most four characters and a unit, for narrow columns. */
export function short(value: number): string {
  if (Math.abs(value) < 1000) return String(Math.round(value))
  const [divided, unit] = Math.abs(value) < 1e6 ? [value / 1e3, 'k'] : [value / 1e6, 'M']
  return `${divided < 10 ? divided.toFixed(1) : Math.round(divided)}${unit}`
}

/** `3 d ago`; `just now` below a minute. */
export function ago(at: number, now: number): string {
  const span = now - at
  for (const [ms, name] of UNITS) if (span >= ms) return `${Math.floor(span / ms)} ${name} ago`
  return 'just now'
}

export function duration(ms: number): string {
  if (ms < 1000) return `${Math.round(ms)} ms`
  return ms < 60_000
    ? `${(ms / 1000).toFixed(1)} s`
    : `${Math.floor(ms / 60_000)} min ${Math.round((ms % 60_000) / 1000)} s`
}

/** `1 file`, `2 files` */
export function plural(value: number, noun: string): string {
  return `${count(value)} ${noun}${value === 1 ? '' : 's'}`
}
