import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { type DoctorCheck, ok, warn } from './check.ts'

/** A daemon may put parts together while they are read: what is damaged is so at the second look too. */
const LOOKS = 2

export const indexCheck: DoctorCheck = {
  name: 'search index',
  async look({ root }) {
    const { projectState } = await import('@tlc/core/link/project-state')
    const folder = join(projectState(root), 'index', 'words')
    if (!existsSync(folder)) return ok('none yet: the first search makes it')
    const [{ SegmentFolder }, { SegmentSet }, { nodeSystem }] = await Promise.all([
      import('@tlc/core/index/segment/segment-folder'),
      import('@tlc/core/index/segment/segment-set'),
      import('@tlc/core/system/node-system'),
    ])
    let fault = ''
    for (let look = 0; look < LOOKS; look++) {
      const set = new SegmentSet()
      fault = await new SegmentFolder(nodeSystem, folder).load(set)
      if (fault === '') return ok(`${set.fileCount.toLocaleString('en-US')} files and other texts, each part whole`)
    }
    return warn(
      fault,
      'Nothing is to be done: the next search makes again what is missing (`tlc index --wait` waits for it).',
    )
  },
}
