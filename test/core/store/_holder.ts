// Holds a store open until its standard input ends.
import { openStore } from '@tlc/core/store/open-store'

const store = await openStore({ path: process.argv[2]! })
process.stdout.write('open\n')
for await (const _ of process.stdin);
await store.close()
