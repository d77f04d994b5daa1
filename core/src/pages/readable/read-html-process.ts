// A process of its own: reads a page's HTML from standard input, writes what is readable of it as JSON, ends.
import { readHtml } from './read-html.ts'

const parts: Buffer[] = []
for await (const part of process.stdin) parts.push(part)
process.stdout.write(JSON.stringify(readHtml(Buffer.concat(parts).toString('utf8'))))
