import type { System } from '../system/system.ts'

/** One kind of package: where a project names those that it uses, and where they are installed. */
export interface PackageSource {
  /** As in ids: `package:npm/react`. The file's name. */
  id: string
  /** Whether a file of this name, without its folder, names packages. */
  isManifest(name: string): boolean
  /** The packages that a manifest names directly and that are installed. Throws or rejects for a manifest that is broken. */
  find(manifest: Manifest, context: PackageContext): Promise<InstalledPackage[]>
}

export interface Manifest {
  /** Absolute folder that it is in. */
  folder: string
  text: string
}

export interface PackageContext {
  /** Absolute real path of the project. */
  root: string
  system: System
}

export interface InstalledPackage {
  name: string
  version: string
  /** One line of what it is; '' where it says nothing. */
  summary: string
  licence: string
  /** Markdown or plain text, as it says of itself. */
  readme: string
  /** ms since the epoch: when it was installed. */
  at: number
}

export function definePackageSource(source: PackageSource): PackageSource {
  return source
}
