// Saves files and commits without end and tells what is stored, until it is killed.
import { openStore } from '@tlc/core/store/open-store'
import { aCommit, aFile, aSymbol } from './_store.ts'

const store = await openStore({ path: process.argv[2]! })
for (let round = 1; ; round++) {
  const symbols = Array.from({ length: 40 }, (_, i) => aSymbol(`round${round}`, { line: i + 1 }))
  await store.saveFiles(Array.from({ length: 30 }, (_, i) => aFile(`f${i}.py`, { symbols })))
  process.stdout.write(`${round}\n`)
  if (round % 5 > 0) continue
  await store.beginHistory('newer')
  await store.saveCommits([aCommit('ann', '01-01', { 'f1.py': [round, 0] }, { hash: `h${round}` })])
  if (round % 10 === 0) await store.finishHistory(`mark ${round}`)
}
