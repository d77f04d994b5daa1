import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { stopDaemon } from '@tlc/core/link/local'

/** A project folder of its own, with a git history when `commits` are given: one after the other, each path → text. */
export function makeProject(files: Record<string, string>, commits: Record<string, string>[] = []) {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'tlc-project-')))
  const put = (path: string, text: string) => {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), text)
  }
  if (commits.length > 0) git(root, 'init', '--quiet', '--initial-branch=main')
  for (const [i, changes] of commits.entries()) {
    for (const [path, text] of Object.entries(changes)) put(path, text)
    git(root, 'add', '--all')
    const author = i % 3 === 2 ? 'Bo Li <bo@example.org>' : 'Ann Roe <ann@example.org>'
    git(root, 'commit', '--quiet', '--author', author, '--message', `change ${i + 1}`)
  }
  for (const [path, text] of Object.entries(files)) put(path, text)
  return {
    root,
    put,
    /** Ends the daemon, if one runs, and deletes the folder. */
    async dispose() {
      await stopDaemon(root)
      rmSync(root, { recursive: true, force: true })
    },
  }
}

function git(root: string, ...words: string[]): void {
  const identity = ['-c', 'user.name=Ann Roe', '-c', 'user.email=ann@example.org', '-c', 'commit.gpgsign=false']
  execFileSync('git', [...identity, ...words], { cwd: root, stdio: ['ignore', 'ignore', 'pipe'] })
}
