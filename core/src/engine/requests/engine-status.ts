import { shape } from '../../document/check.ts'
import overview from '../../document/collections/overview.ts'
import { defineRequest } from '../define-request.ts'
import { peakRssMb } from '../peak-memory.ts'

export default defineRequest({
  id: 'engine.status',
  summary: 'Counts of what the engine knows, and what the daemon costs.',
  input: shape({}),
  async run({ project, version }) {
    const totals = overview.get(project, 'totals')
    const findings = overview.get(project, 'findings')
    return {
      pid: process.pid,
      version,
      files: totals?.files ?? 0,
      findings: findings ? findings.error + findings.warning + findings.info : 0,
      indexed: totals?.analysed ?? 0,
      rssMb: Math.round(process.memoryUsage.rss() / 1e6),
      peakRssMb: peakRssMb(),
      uptimeMs: Math.round(process.uptime() * 1000),
    }
  },
})
