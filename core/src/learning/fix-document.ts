import { createHash } from 'node:crypto'
import type { KnowledgeDocument } from '../index/contract.ts'
import type { Fix } from './contract.ts'
import { summaryOf } from './evidence.ts'

/** A fix as search finds it: the error in its own words, and what was done about it. */
export function fixDocument(fix: Fix): KnowledgeDocument {
  const { fingerprint, files, commands } = fix
  const about = [fingerprint.family.replaceAll('-', ' '), fingerprint.errorClass, ...fingerprint.names].filter(Boolean)
  const changes = files.map(({ path, change, excerpt }) =>
    excerpt === '' ? `- ${change}: ${path}` : `- ${change}: ${path}\n\n\`\`\`diff\n${excerpt}\n\`\`\``,
  )
  const text = [
    `# ${summaryOf(fix)}`,
    `Fixes an error of \`${fix.command}\`; worked ${fix.worked} of ${fix.tried} times. About: ${about.join(', ')}.`,
    `\`\`\`\n${fix.error}\n\`\`\``,
    ...(commands.length > 0 ? [`Commands:\n\n${commands.map((line) => `- \`${line}\``).join('\n')}`] : []),
    ...changes,
  ].join('\n\n')
  return {
    id: `fix:${fix.id}`,
    kind: 'fix',
    title: summaryOf(fix),
    text,
    at: fix.lastAt,
    version: createHash('sha1').update(text).digest('hex'),
  }
}
