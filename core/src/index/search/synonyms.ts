/** Words that programmers use for one thing; each word brings the others of its line. */
const GROUPS = `
auth authentication authenticate login signin credential
authorization authorize permission access privilege role
delete remove drop discard erase unlink purge
create make new add insert build construct
fetch get load retrieve read obtain
save store persist write commit flush
send emit dispatch publish post transmit
receive accept consume listen
update modify change edit patch mutate
error exception failure fault fail
check validate verify assert ensure test
parse decode deserialize unmarshal
serialize encode marshal dump stringify
config configuration settings options preferences
start begin launch boot init initialize setup
stop end terminate shutdown close kill exit quit
cancel abort interrupt
retry attempt backoff repeat
timeout deadline expire expiry ttl
cache memoize memo
queue buffer backlog
thread worker task job
lock mutex semaphore
connection socket client peer
disconnect close drop hangup
path route url uri endpoint
directory folder dir
argument parameter arg param option
callback handler hook listener
log logger logging trace
print output display show render format
compare equal match diff
convert transform cast coerce translate map
find search lookup locate query
list array sequence collection
dictionary dict mapping map hash
string text str
number integer int float numeric
size length count
limit maximum max cap bound
database db sql
transaction commit rollback
escape quote sanitize
split tokenize separate
join merge combine concat concatenate
copy clone duplicate
hash digest checksum
encrypt cipher decrypt
random shuffle
wait sleep delay pause
schedule timer cron interval
iterate loop traverse walk
recursive nested
default fallback
environment env
temporary temp tmp
upload download transfer
compress gzip deflate zip
header headers metadata
cookie session
redirect forward
template render view
middleware interceptor filter
inject dependency provider
register subscribe bind attach
unregister unsubscribe unbind detach
async asynchronous concurrent parallel
stream pipe
wrap decorate proxy
inherit extend subclass derive
override replace
generate produce
warn warning deprecate
ping heartbeat keepalive
reply respond response answer
crash panic
plugin extension addon
locale language translation i18n
`

export const SYNONYMS: readonly (readonly string[])[] = GROUPS.trim()
  .split('\n')
  .map((line) => line.split(' '))
