const TELLING =
  /PASS(?:WORD|WD|PHRASE)?$|PWD$|SECRET|TOKEN|CREDENTIAL|_AUTH|(?:API|ACCESS|PRIVATE|SIGNING|MASTER|ENCRYPTION|SECRET)_?KEY|APIKEY|_KEY$|_DSN$/i
const LEAST = 8

/**
 * The text without the values of those variables of an environment whose names tell of a secret: a program that prints its
 * token prints no name beside it.
 */
export function withoutEnvironmentSecrets(text: string, env: Readonly<Record<string, string | undefined>>): string {
  const secrets = Object.entries(env).filter(([name, value]) => TELLING.test(name) && isSecret(value))
  // The longest first: one may be a part of another.
  const values = [...new Set(secrets.map(([, value]) => value!))].sort((a, b) => b.length - a.length)
  return values.reduce((clean, value) => clean.replaceAll(value, '[redacted:environment]'), text)
}

/** Paths of key files and plain words are names of things, which errors need. */
function isSecret(value: string | undefined): boolean {
  return (
    value !== undefined && value.length >= LEAST && !/^(?:[/~.]|[A-Za-z]:\\)/.test(value) && !/^[A-Za-z]+$/.test(value)
  )
}
