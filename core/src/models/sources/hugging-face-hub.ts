import { join } from 'node:path'
import { defineSource } from '../define-source.ts'
import { download } from '../download.ts'
import { bytesOf } from '../installed-model.ts'

const HUB = 'https://huggingface.co'

/** The hub, or the mirror that `HF_ENDPOINT` names, as in Hugging Face's own tools. */
export default defineSource({
  id: 'hugging-face-hub',
  title: 'Hugging Face hub',
  remote: true,
  order: 4,
  async fetch(model, context) {
    if (!model.hub) return null
    const { repository, revision, paths } = model.hub
    const base = `${(context.system.env.HF_ENDPOINT || HUB).replace(/\/+$/, '')}/${repository}`
    const total = bytesOf(model)
    let before = 0
    for (const file of model.files) {
      const url = `${base}/resolve/${revision}/${paths[file.name] ?? file.name}`
      await download({
        ...context,
        url,
        to: join(context.folder, file.name),
        maxBytes: file.bytes,
        onProgress: (done) => context.onProgress(before + done, total),
      })
      before += file.bytes
    }
    return `${base} at ${revision}`
  },
})
