// Written by `npm run generate` from the files that define the entries. Do not edit.

export const commands = {
  'advise': () => import('./commands/advise.ts'),
  'analyze': () => import('./commands/analyze.ts'),
  'completion': () => import('./commands/completion.ts'),
  'definition': () => import('./commands/definition.ts'),
  'doctor': () => import('./commands/doctor.ts'),
  'help': () => import('./commands/help.ts'),
  'history': () => import('./commands/history.ts'),
  'index': () => import('./commands/index.ts'),
  'learn': () => import('./commands/learn.ts'),
  'models': () => import('./commands/models.ts'),
  'open': () => import('./commands/open.ts'),
  'plan': () => import('./commands/plan.ts'),
  'references': () => import('./commands/references.ts'),
  'run': () => import('./commands/run.ts'),
  'search': () => import('./commands/search.ts'),
  'serve': () => import('./commands/serve.ts'),
  'status': () => import('./commands/status.ts'),
  'stop': () => import('./commands/stop.ts'),
  'symbols': () => import('./commands/symbols.ts'),
  'version': () => import('./commands/version.ts'),
}
