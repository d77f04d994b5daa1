const BOT_NAMES =
  /\[bot\]$|^(dependabot|renovate|greenkeeper|snyk|mergify|github-actions|semantic-release|pre-commit-ci|pyup|imgbot|weblate|transifex)\b|\bbot$/i

/** Whether commits under this name are a program's: they count as changes, but nobody owns code through them. */
export function isBot(name: string, email: string): boolean {
  return BOT_NAMES.test(name) || /\[bot\]@/i.test(email)
}
