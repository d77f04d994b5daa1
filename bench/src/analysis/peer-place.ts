export interface FilePlace {
  path: string
  line: number
  column: number
}

/** A place in a project, and what a peer says of the name there: paths relative to the project, lines and columns from 1. */
export interface PeerPlace extends FilePlace {
  name: string
  kind: string
  definitions: FilePlace[]
  references: FilePlace[]
}
