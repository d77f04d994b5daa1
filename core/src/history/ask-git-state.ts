import type { GitState } from './contract.ts'
import { askGit } from './git-process.ts'
import { readGitState } from './git-state.ts'

export interface AskedState {
  /** Null when there is no repository. */
  state: GitState | null
  /** Why git cannot tell; '' when it can. */
  trouble: string
}

/** As `readGitState`, and where only git can read the refs, what git says of them. */
export async function askGitState(root: string, signal?: AbortSignal): Promise<AskedState> {
  const state = readGitState(root)
  if (!state?.reftable) return { state, trouble: '' }
  const [head, branch] = await Promise.all([
    askGit(root, ['rev-parse', '--verify', '--quiet', 'HEAD^{commit}'], signal),
    askGit(root, ['symbolic-ref', '--short', '--quiet', 'HEAD'], signal),
  ])
  const reason = head.missing ? 'git was not found on this machine' : head.code === 0 ? '' : firstLine(head.errors)
  return {
    state: {
      ...state,
      head: head.code === 0 ? head.text : null,
      branch: branch.code === 0 ? branch.text : null,
      detached: head.code === 0 && branch.code !== 0,
    },
    trouble: reason && `The repository keeps its refs in a reftable, which needs git 2.45 or newer: ${reason}`,
  }
}

function firstLine(text: string): string {
  return text.split('\n', 1)[0]!.slice(0, 300)
}
