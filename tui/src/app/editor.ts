/**
 * The person's editor with a file at a line. `$VISUAL` and `$EDITOR` may hold arguments; they are split at blanks and never
 * given to a shell.
 */
export function editorCommand(env: NodeJS.ProcessEnv, path: string, at: number): { command: string; args: string[] } {
  const [command = 'vi', ...given] = (env.VISUAL || env.EDITOR || 'vi').split(/\s+/).filter(Boolean)
  const name = command.split('/').at(-1)!
  if (/^(code|codium|cursor)(-insiders)?$/.test(name))
    return { command, args: [...given, '--wait', '--goto', `${path}:${at}`] }
  if (/^(hx|helix|subl|zed)$/.test(name)) return { command, args: [...given, `${path}:${at}`] }
  if (/^(n?vim?|nano|emacs(client)?|micro|kak|joe|ne|mg|view)$/.test(name))
    return { command, args: [...given, `+${at}`, path] }
  return { command, args: [...given, path] }
}
