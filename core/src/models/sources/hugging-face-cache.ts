import { homedir } from 'node:os'
import { join } from 'node:path'
import type { System } from '../../system/system.ts'
import { copyModel } from '../copy-model.ts'
import { defineSource } from '../define-source.ts'

/**
 * What Hugging Face's own tools have fetched for this user. Layout and variables:
 * https://huggingface.co/docs/huggingface_hub/guides/manage-cache
 */
export default defineSource({
  id: 'hugging-face-cache',
  title: "Hugging Face's cache",
  remote: false,
  order: 2,
  async fetch(model, context) {
    if (!model.hub) return null
    const { files, env } = context.system
    const snapshots = join(cacheOf(env), `models--${model.hub.repository.replaceAll('/', '--')}`, 'snapshots')
    if (!(await files.stat(snapshots))) return null
    for (const { name } of await files.list(snapshots)) {
      const snapshot = join(snapshots, name)
      const copied = await copyModel(model, snapshot, context).then(
        () => true,
        // Most often only some files of a repository were fetched.
        (fault) => {
          if (fault?.code === 'model/missing') return false
          throw fault
        },
      )
      if (copied) return snapshot
    }
    return null
  },
})

function cacheOf(env: System['env']): string {
  if (env.HF_HUB_CACHE) return env.HF_HUB_CACHE
  const home = env.HF_HOME || join(env.XDG_CACHE_HOME || join(env.HOME || homedir(), '.cache'), 'huggingface')
  return join(home, 'hub')
}
