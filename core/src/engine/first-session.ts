/** The session that a project begins with. */
export const FIRST_SESSION = 'main'

export const FIRST_TITLE = 'Main'
