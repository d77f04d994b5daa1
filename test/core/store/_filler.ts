// Saves until the disk is full, as `ulimit -f` makes it, then tells the code of the fault and how many files are stored.
import { openStore } from '@tlc/core/store/open-store'
import { TlcError } from '@tlc/core/system/error'
import { aFile, aSymbol } from './_store.ts'

process.on('SIGXFSZ', () => {})
const store = await openStore({ path: process.argv[2]! })
let code = ''
for (let round = 0; code === '' && round < 500; round++) {
  const symbols = Array.from({ length: 200 }, (_, i) => aSymbol(`${round}-${i}`, { doc: `${round * i} `.repeat(50) }))
  try {
    await store.saveFiles([aFile(`f${round}.py`, { symbols })])
  } catch (fault) {
    code = fault instanceof TlcError ? fault.code : String(fault)
  }
}
process.stdout.write(JSON.stringify({ code, files: (await store.known()).size }))
await store.close()
