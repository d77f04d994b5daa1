import { errorText } from '@tlc/core/system/error'
import { type Diagnosis, type DoctorCheck, type DoctorContext, fail } from './check.ts'
import { modelCheck } from './model.ts'
import { grammarCheck, graphCheck, storeCheck, watchCheck } from './parts.ts'
import { editorCheck, gitCheck, nodeCheck } from './programs.ts'
import { indexCheck } from './search-index.ts'
import { daemonCheck, stateCheck } from './state.ts'
import { colourCheck, localeCheck, ptyCheck } from './terminal.ts'

const CHECKS = [
  ...[nodeCheck, gitCheck, grammarCheck, storeCheck, ptyCheck, watchCheck],
  ...[modelCheck, graphCheck, stateCheck, daemonCheck, indexCheck, localeCheck, colourCheck, editorCheck],
]

/** Looks at everything that tlc needs of the machine. Never rejects: what throws is a failed check. */
export function examine(
  context: DoctorContext,
  checks: readonly DoctorCheck[] = CHECKS,
): Promise<(Diagnosis & { name: string })[]> {
  return Promise.all(
    checks.map(async ({ name, look }) => {
      try {
        return { name, ...(await look(context)) }
      } catch (thrown) {
        return { name, ...fail(errorText(thrown), 'Install tlc again (`npm ci`): a part of it does not load.') }
      }
    }),
  )
}
