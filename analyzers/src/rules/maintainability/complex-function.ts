import { defineRule } from '../../define-rule.ts'

/** lizard's and McCabe's usual limits, and SonarSource's for cognitive complexity with room for one long but plain path. */
export const LIMITS = {
  /** Reported above this, when the cognitive complexity is above its own limit too: a flat switch is long but plain. */
  cyclomatic: 15,
  cognitive: 15,
  /** Reported above this whatever the cyclomatic complexity is: few branches, but deep ones. */
  cognitiveAlone: 25,
}

export default defineRule({
  id: 'maintainability/complex-function',
  severity: 'warning',
  cwe: [1121],
  docs: {
    what: 'Flags a function with more branches, or deeper ones, than a reader can keep in mind.',
    why: 'Every branch doubles what a change may break, and tests seldom reach all of them.',
    instead: 'Take parts out into functions with names, return early, or put the cases into a table.',
  },
  skips: ['test', 'generated'],
  on: {
    function(fn, ctx) {
      const tangled = fn.cyclomatic > LIMITS.cyclomatic && fn.cognitive > LIMITS.cognitive
      if (!tangled && fn.cognitive <= LIMITS.cognitiveAlone) return
      const cognitive = `cognitive complexity ${fn.cognitive} (limit ${tangled ? LIMITS.cognitive : LIMITS.cognitiveAlone})`
      const both = `cyclomatic complexity ${fn.cyclomatic} (limit ${LIMITS.cyclomatic}), ${cognitive}`
      ctx.report({ line: fn.line }, `\`${fn.name}\` is hard to follow: ${tangled ? both : cognitive}`)
    },
  },
})
