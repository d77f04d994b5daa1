/** What `tlc status --json` prints; all but `running` is null when no daemon runs. */
export interface Status {
  running: boolean
  pid: number | null
  version: string | null
  rooms: number | null
  /** Connections, this command left out. */
  clients: number | null
  files: number | null
  findings: number | null
  /** Whether all that is on disk has been analysed. */
  indexed: boolean | null
  /** Why the analysis failed or what it could not do; '' when it did everything. */
  message: string | null
  rssMb: number | null
  uptimeMs: number | null
}

type Health = { [Name in Exclude<keyof Status, 'running'>]: NonNullable<Status[Name]> }

export function statusOf(health: Health | null): Status {
  const { pid = null, version = null, rooms = null, clients = null, files = null } = health ?? {}
  const { findings = null, indexed = null, message = null, rssMb = null, uptimeMs = null } = health ?? {}
  return { running: health !== null, pid, version, rooms, clients, files, findings, indexed, message, rssMb, uptimeMs }
}

export function statusText(root: string, health: Health | null): string {
  if (health === null) return `No daemon serves ${root}\n`
  const { pid, version, rooms, clients, files, findings, indexed, message, rssMb, uptimeMs } = health
  const state = indexed ? '' : message ? ', not all analysed' : ', still being analysed'
  return [
    `Serving ${root}`,
    `  process   ${pid}, version ${version}, up ${duration(uptimeMs)}, ${Math.round(rssMb)} MB`,
    `  clients   ${clients} in ${rooms} room${rooms === 1 ? '' : 's'}`,
    `  project   ${files.toLocaleString('en-US')} files, ${findings.toLocaleString('en-US')} findings${state}`,
    // A daemon of an older version sends none.
    ...(message ? [`  notice    ${message}`] : []),
    '',
  ].join('\n')
}

function duration(ms: number): string {
  const minutes = Math.floor(ms / 60_000)
  if (minutes < 1) return `${Math.round(ms / 1000)} s`
  return minutes < 60 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`
}
