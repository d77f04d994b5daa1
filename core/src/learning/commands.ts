import { redact } from './redact.ts'

/** What is run, for people and for comparing: redacted, the folder in brackets when it is not the project's own. */
export function commandLine(command: readonly string[], cwd: string): string {
  const words = command.map((word) => (/^[\w@%+=:,./-]+$/.test(word) ? word : JSON.stringify(word)))
  const line = redact(words.join(' ')).slice(0, 400)
  return cwd === '' ? line : `${line} (in ${cwd})`
}

/** Options that change how much is said, not what is done. */
const ABOUT_OUTPUT =
  /^(?:-v+|-q+|-s|-vv|--verbose|--quiet|--silent|--colou?r(?:=\S*)?|--no-colou?r|--tb=\w+|--no-header|--progress|--no-progress|-B|--batch-mode|--reporter=\S+|--test-reporter=\S+|-rA|--nocapture|--show-output|--message-format=\S+|--no-summary)$/

/** The same for runs that do the same, whatever they say meanwhile and wherever the program is installed. */
export function sameCommand(command: readonly string[], cwd: string): string {
  const [program = '', ...rest] = command.filter((word) => !ABOUT_OUTPUT.test(word))
  return commandLine([program.split(/[\\/]/).at(-1)!, ...rest], cwd)
}

const CHANGING =
  /\b(?:install|i|ci|add|remove|uninstall|sync|get|tidy|vendor|update|upgrade|downgrade|generate|codegen|migrate|makemigrations|build|compile|init|create|new|mkdir|touch|chmod|chown|cp|mv|ln|rm|unlink|config|set|unset|use|switch|enable|disable|start|stop|restart|up|down|kill|pull|checkout|restore|submodule|lock|clean|dedupe|rebuild|link|fetch|download|login|import|seed|export|allow|trust|fix|format|fmt|apply|patch|tap|brew|apt|apt-get|dnf|apk)\b/

/** Whether a command may have changed what another one needs: it installs, makes, moves or starts something. */
export function changesThings(line: string): boolean {
  const words = line.replace(/ \(in [^)]*\)$/, '').split(' ')
  return words.slice(0, 4).some((word) => CHANGING.test(word) && !/^--?(?:help|version|check|dry-run)$/.test(word))
}

/** Whether a command brings a package. */
export function isInstall(line: string): boolean {
  return /\b(?:install|i|ci|add|sync|get|tidy|update|upgrade|vendor|download)\b/.test(
    line.split(' ').slice(0, 4).join(' '),
  )
}
