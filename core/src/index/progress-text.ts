import type { IndexProgress } from './contract.ts'

type Pending = Pick<IndexProgress, 'pendingFiles' | 'pendingDocuments'>

/** Whether something that is known is not searchable yet. */
export function isPartial({ pendingFiles, pendingDocuments }: Pending): boolean {
  return pendingFiles + pendingDocuments > 0
}

/** `12 files and 1,900 other texts pending`; '' when nothing is. */
export function pendingText({ pendingFiles, pendingDocuments }: Pending): string {
  const parts = [counted(pendingFiles, 'file'), counted(pendingDocuments, 'other text')].filter((part) => part !== '')
  return parts.length === 0 ? '' : `${parts.join(' and ')} pending`
}

function counted(count: number, what: string): string {
  return count === 0 ? '' : `${count.toLocaleString('en-US')} ${what}${count === 1 ? '' : 's'}`
}
