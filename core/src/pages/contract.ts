/** A page, or a file of a folder, that was kept as knowledge. */
export interface PageFacts {
  /** `page:<url>`; for a file its `file:` URL. */
  id: string
  url: string
  /** Where redirects led; `url` itself without any. */
  finalUrl: string
  /** What a person named: the URL, or the folder or file by its absolute path. */
  source: string
  title: string
  /** ms since the epoch. */
  fetchedAt: number
  /** SHA-256 of `text`, hex. */
  hash: string
  /** Of `text`, as UTF-8. */
  bytes: number
  /** What the page says of its licence, a URL or words; '' where it says nothing. */
  licence: string
  /** What the site says to programs that read it, for people. */
  robots: string
}

export interface Page extends PageFacts {
  /** Markdown or plain text. */
  text: string
}

export interface LearnWish {
  /** An `http:` or `https:` URL, or the absolute path of a folder or file. */
  source: string
  /** Addresses of this machine and its networks may be asked too. Default false. */
  allowPrivate?: boolean | undefined
}

/** What learning came to. */
export interface LearnOutcome {
  /** New, or with another text than before. */
  stored: PageFacts[]
  /** Whose text is what it was. */
  unchanged: number
  /** What a folder no longer has. */
  removed: number
  /** What could not be kept, and why; nothing of it was stored, and what was kept of it before still is. */
  skipped: { source: string; why: string }[]
}

export interface LearnProgress {
  /** Pages or files that are done. */
  done: number
  /** 0 while unknown. */
  total: number
}

export interface StopWish {
  source?: string | undefined
  refresh?: boolean | undefined
}

/** What intents may ask of the pages. Everything that resolves is on disk. */
export interface PageActions {
  /**
   * Reads a page, or the text files of a folder, and keeps their text. A wish for a source that is being read joins it.
   * Rejects with `page/…` when nothing could be kept, with `file/…` when the disk does not take it.
   */
  learn(wish: LearnWish): Promise<LearnOutcome>
  /** Reads again what was learnt: the sources, ids or URLs named, or all. */
  refresh(wish: { only?: string[] | undefined; allowPrivate?: boolean | undefined }): Promise<LearnOutcome>
  /** Drops what has this id, URL or source. Rejects with `page/unknown`. */
  forget(id: string): Promise<{ removed: number }>
  /** Ends the learning of a source, all refreshing, or without either everything. Those who wait hear `page/stopped`. */
  stop(what: StopWish): { stopped: number }
}
