import { type DoctorCheck, ok, warn } from './check.ts'

export const localeCheck: DoctorCheck = {
  name: 'locale',
  async look({ env }) {
    const locale = env.LC_ALL || env.LC_CTYPE || env.LANG || ''
    if (/utf-?8/i.test(locale) || process.platform === 'darwin') return ok(locale || 'UTF-8')
    return warn(
      locale === '' ? 'none is set' : locale,
      'Set LANG to one in UTF-8 (C.UTF-8 will do), or the screen draws with ASCII.',
    )
  },
}

export const colourCheck: DoctorCheck = {
  name: 'colour',
  async look({ env }) {
    if ((env.NO_COLOR ?? '') !== '') return ok('switched off by NO_COLOR')
    if ((env.TERM ?? '') === '' || env.TERM === 'dumb') {
      return warn(
        `TERM is ${env.TERM || 'not set'}`,
        'Use a terminal that can place the cursor; this one gets plain messages.',
      )
    }
    return ok(/truecolor|24bit/.test(env.COLORTERM ?? '') ? `${env.TERM}, 24 bits` : `${env.TERM}`)
  },
}

export const ptyCheck: DoctorCheck = {
  name: 'pseudo terminal',
  async look() {
    const { spawn } = await import('node-pty')
    const shell = spawn('/bin/sh', ['-c', 'exit 7'], {})
    const { exitCode } = await new Promise<{ exitCode: number }>((resolve) => shell.onExit(resolve))
    return exitCode === 7
      ? ok('a shell starts')
      : warn(`a shell ended with ${exitCode}`, 'The panel Terminal may not work.')
  },
}
