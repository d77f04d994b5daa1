import type { PeerPlace } from '../analysis/peer-place.ts'
import type { BenchContext } from '../define-bench.ts'
import { runCommand } from './command.ts'
import { pythonWithJedi } from './python-tools.ts'

/**
 * What jedi says of names that are drawn from the files below `folders` of a project, at most `each` of a kind. Only places
 * whose definition is in the project are asked for.
 */
export async function jediPlaces(
  root: string,
  { folders, each }: { folders: string[]; each: number },
  context: BenchContext,
): Promise<PeerPlace[]> {
  const python = await pythonWithJedi(context)
  const { out } = await runCommand(python, ['-c', SCRIPT, root, String(each), ...folders], { signal: context.signal })
  return out
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line))
}

const SCRIPT = `
import jedi, json, os, random, sys
root, each, folders = os.path.realpath(sys.argv[1]), int(sys.argv[2]), sys.argv[3:]
project = jedi.Project(root, sys_path=[os.path.join(root, 'src'), root], smart_sys_path=False)
random.seed(1)

def place(name):
    path = str(name.module_path) if name.module_path else ''
    if not path.startswith(root + os.sep) or name.line is None: return None
    return {'path': os.path.relpath(path, root), 'line': name.line, 'column': name.column + 1}

def places(names):
    found = {json.dumps(p): p for p in map(place, names) if p}
    return list(found.values())

def kind(use, target):
    if use.type == 'module' or target.type == 'module': return 'module'
    if target.type == 'param': return 'parameter'
    if target.type == 'class': return 'class'
    parent = target.parent()
    inside = parent.type if parent else 'module'
    if target.type == 'function': return 'method' if inside == 'class' else 'function'
    if target.type == 'property' or inside == 'class': return 'attribute'
    line = target.get_line_code().strip()
    if line.startswith('self.'): return 'attribute'
    return 'local' if inside == 'function' else 'module variable'

files = []
for folder in folders:
    for at, _, names in os.walk(os.path.join(root, folder)):
        files += [os.path.join(at, name) for name in names if name.endswith('.py')]
files.sort()
drawn = []
for file in files:
    script = jedi.Script(path=file, project=project)
    names = script.get_names(all_scopes=True, definitions=True, references=True)
    random.shuffle(names)
    drawn += [(script, file, name) for name in names[:40]]
random.shuffle(drawn)
counts = {}
for script, file, name in drawn:
    try:
        targets = script.goto(name.line, name.column, follow_imports=True)
        own = places(targets)
        if not own: continue
        sort = kind(name, targets[0])
        if counts.get(sort, 0) >= each: continue
        references = places(script.get_references(name.line, name.column, include_builtins=False))
    except Exception: continue
    counts[sort] = counts.get(sort, 0) + 1
    path = os.path.relpath(os.path.realpath(file), root)
    print(json.dumps({'path': path, 'line': name.line, 'column': name.column + 1, 'name': name.name, 'kind': sort,
        'definitions': own, 'references': references}), flush=True)
`
