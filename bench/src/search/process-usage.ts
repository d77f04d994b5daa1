import { readdirSync, readFileSync } from 'node:fs'

export interface Usage {
  /** MB resident: the daemon, its index process, and both at the same moment. */
  daemon: number
  index: number
  both: number
}

/** The most that a project's processes held while they were looked at; Linux only, zeros elsewhere. */
export class UsageWatch {
  readonly peak: Usage = { daemon: 0, index: 0, both: 0 }
  readonly #root: string
  readonly #timer: NodeJS.Timeout

  constructor(root: string, everyMs = 50) {
    this.#root = root
    this.#timer = setInterval(() => this.#look(), everyMs)
  }

  stop(): Usage {
    clearInterval(this.#timer)
    return this.peak
  }

  #look(): void {
    const { daemon, index } = processesOf(this.#root)
    const [daemonMb, indexMb] = [memory(daemon), memory(index)]
    this.peak.daemon = Math.max(this.peak.daemon, daemonMb)
    this.peak.index = Math.max(this.peak.index, indexMb)
    this.peak.both = Math.max(this.peak.both, daemonMb + indexMb)
  }
}

/** Pids of the daemon and the index process of a project; null for one that does not run. */
export function processesOf(root: string): { daemon: number | null; index: number | null } {
  const found: { daemon: number | null; index: number | null } = { daemon: null, index: null }
  for (const pid of pids()) {
    const words = textOf(`/proc/${pid}/cmdline`).split('\0')
    if (words.includes('serve') && words.includes(root)) found.daemon = pid
    else if (
      words.some((word) => word.includes('index-main')) &&
      words.some((word) => word.includes(`"root":"${root}"`))
    )
      found.index = pid
  }
  return found
}

/** Seconds of processor time that a process has taken, all its threads together. */
export function processorSeconds(pid: number): number {
  const stat = textOf(`/proc/${pid}/stat`)
  const [user, system] = stat
    .slice(stat.lastIndexOf(')') + 2)
    .split(' ')
    .slice(11, 13)
  // Linux counts in hundredths whatever the kernel's own clock is (proc(5), sysconf(_SC_CLK_TCK)).
  return (Number(user) + Number(system)) / 100
}

function memory(pid: number | null): number {
  if (pid === null) return 0
  const kilobytes = textOf(`/proc/${pid}/status`).match(/VmRSS:\s+(\d+)/)?.[1]
  return kilobytes === undefined ? 0 : Number(kilobytes) / 1024
}

function pids(): number[] {
  try {
    return readdirSync('/proc').map(Number).filter(Number.isInteger)
  } catch {
    return []
  }
}

function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}
