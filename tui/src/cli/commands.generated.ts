// Written by `npm run generate` from the files that define the entries. Do not edit.

export const commands = {
  'completion': () => import('./commands/completion.ts'),
  'help': () => import('./commands/help.ts'),
  'version': () => import('./commands/version.ts'),
}
