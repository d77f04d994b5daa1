import { mayImport } from '@tlc/core/engine/module-paths'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'

const test = suite('core/engine/module-paths')

test('a relative import of a script finds the file with and without its extension', () => {
  assert.ok(mayImport('src/app.ts', './store', 'src/store.ts'))
  assert.ok(mayImport('src/app.ts', '../lib/store.js', 'lib/store.ts'))
  assert.ok(mayImport('src/app.ts', './views', 'src/views/index.ts'))
  assert.not.ok(mayImport('src/app.ts', './store', 'lib/store.ts'))
})

test('dots of a Python import climb one package each', () => {
  assert.ok(mayImport('django/db/models/base.py', '.fields', 'django/db/models/fields/__init__.py'))
  assert.ok(mayImport('django/db/models/base.py', '..utils', 'django/db/utils.py'))
  assert.not.ok(mayImport('django/db/models/base.py', '.utils', 'django/db/utils.py'))
})

test('a dotted or slashed name matches the tail of a path', () => {
  assert.ok(mayImport('a.py', 'django.db.models', 'src/django/db/models/__init__.py'))
  assert.ok(mayImport('main.go', 'example.org/tool/store', 'store/store.go'))
  assert.not.ok(mayImport('main.go', 'example.org/tool/store', 'restore/store.go'))
  assert.ok(mayImport('main.c', 'store.h', 'include/store.h'))
  assert.ok(mayImport('App.java', 'org.example.Store', 'src/main/java/org/example/Store.java'))
})

test.run()
