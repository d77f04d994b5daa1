import type { Scenarios } from '../scenario.ts'
import { SECRETS } from '../secrets.ts'

const PYTEST = ['python', '-m', 'pytest', '-q', '-p', 'no:cacheprovider']
const LIBRARY = { 'pytest.ini': '[pytest]\npythonpath = lib .\n' }

/** A package that pip can install without a network: a folder with a wheel's contents, zipped by Python itself. */
const MAKE_WHEEL = `import zipfile
with zipfile.ZipFile('slugger-1.0-py3-none-any.whl', 'w') as wheel:
    wheel.writestr('slugger/__init__.py', 'def slug(text):\\n    return text.lower().replace(" ", "-")\\n')
    wheel.writestr('slugger-1.0.dist-info/METADATA', 'Metadata-Version: 2.1\\nName: slugger\\nVersion: 1.0\\n')
    wheel.writestr('slugger-1.0.dist-info/WHEEL', 'Wheel-Version: 1.0\\nGenerator: bench\\nRoot-Is-Purelib: true\\nTag: py3-none-any\\n')
    wheel.writestr('slugger-1.0.dist-info/RECORD', '')
`

export const python: Scenarios = {
  ecosystem: 'pytest',
  needs: ['python', 'pip'],
  mended: [
    {
      id: 'python/missing-package',
      files: {
        ...LIBRARY,
        'make_wheel.py': MAKE_WHEEL,
        'test_titles.py': `import slugger\n\ndef test_title():\n    assert slugger.slug('A B') == 'a-b'\n`,
      },
      command: PYTEST,
      fix: {
        run: [
          ['python', 'make_wheel.py'],
          [
            'pip',
            'install',
            '-q',
            '--no-index',
            '--no-deps',
            '--disable-pip-version-check',
            '--target',
            'lib',
            '--extra-index-url',
            `https://bot:${SECRETS.indexPassword}@packages.example.org/simple`,
            './slugger-1.0-py3-none-any.whl',
          ],
        ],
      },
    },
    {
      id: 'python/none',
      files: {
        'users.py': `USERS = {'ann': {'name': 'Ann'}}\n\ndef find(key):\n    return USERS.get(key)\n\ndef greeting(key):\n    user = find(key)\n    return 'Hello ' + user.get('name')\n`,
        'config.py': `API_KEY = "${SECRETS.apiKey}"\nTIMEOUT = 3\n`,
        'test_users.py': `import config\nfrom users import greeting\n\ndef test_unknown():\n    print('using', config.API_KEY, 'AWS_SECRET_ACCESS_KEY=${SECRETS.awsSecret}')\n    assert greeting('bob') == 'Hello stranger'\n`,
      },
      command: PYTEST,
      fix: {
        files: {
          'users.py': `USERS = {'ann': {'name': 'Ann'}}\n\ndef find(key):\n    return USERS.get(key)\n\ndef greeting(key):\n    user = find(key)\n    if user is None:\n        return 'Hello stranger'\n    return 'Hello ' + user.get('name')\n`,
          'config.py': `API_KEY = "${SECRETS.apiKey}"\nDB_PASSWORD = "${SECRETS.weakPassword}"\nTIMEOUT = 5\n`,
        },
      },
    },
    {
      id: 'python/text-and-number',
      files: {
        'label.py': `def label(count):\n    return count + ' items'\n`,
        'test_label.py': `from label import label\n\ndef test_label():\n    assert label(3) == '3 items'\n`,
      },
      command: PYTEST,
      fix: { files: { 'label.py': `def label(count):\n    return str(count) + ' items'\n` } },
    },
    {
      id: 'python/import-cycle',
      files: {
        'orders.py': `from customers import customer_of\n\ndef order_of(customer):\n    return {'customer': customer}\n\ndef describe(order):\n    return customer_of(order)\n`,
        'customers.py': `from orders import order_of\n\ndef customer_of(order):\n    return order['customer']\n\ndef new_order(name):\n    return order_of(name)\n`,
        'test_orders.py': `from orders import describe\n\ndef test_describe():\n    assert describe({'customer': 'Ann'}) == 'Ann'\n`,
      },
      command: PYTEST,
      fix: {
        files: {
          'customers.py': `def customer_of(order):\n    return order['customer']\n\ndef new_order(name):\n    from orders import order_of\n    return order_of(name)\n`,
        },
      },
    },
    {
      id: 'python/changed-while-iterated',
      files: {
        'cache.py': `def expire(entries, now):\n    for key in entries:\n        if entries[key] < now:\n            del entries[key]\n    return entries\n`,
        'test_cache.py': `from cache import expire\n\ndef test_expire():\n    assert expire({'a': 1, 'b': 9}, 5) == {'b': 9}\n`,
      },
      command: PYTEST,
      fix: {
        files: {
          'cache.py': `def expire(entries, now):\n    for key in list(entries):\n        if entries[key] < now:\n            del entries[key]\n    return entries\n`,
        },
      },
    },
    {
      id: 'python/missing-await',
      files: {
        'fetch.py': `import asyncio\n\nasync def load(key):\n    await asyncio.sleep(0)\n    return {'key': key}\n\nasync def key_of(key):\n    return load(key)['key']\n`,
        'test_fetch.py': `import asyncio\nfrom fetch import key_of\n\ndef test_key():\n    assert asyncio.run(key_of('a')) == 'a'\n`,
      },
      command: PYTEST,
      fix: {
        files: {
          'fetch.py': `import asyncio\n\nasync def load(key):\n    await asyncio.sleep(0)\n    return {'key': key}\n\nasync def key_of(key):\n    return (await load(key))['key']\n`,
        },
      },
    },
  ],
  later: [
    {
      id: 'python/missing-package as a module that is run',
      known: 'python/missing-package',
      files: {},
      command: ['python', '-m', 'slugger'],
    },
    {
      id: 'python/missing-package wrapped by the program',
      known: 'python/missing-package',
      files: {
        'export.py': `try:\n    import slugger\nexcept ModuleNotFoundError as missing:\n    raise ImportError(f'Exporting needs the package {missing.name}: {missing}') from None\n`,
      },
      command: ['python', 'export.py'],
    },
    {
      id: 'python/none subscripted',
      known: 'python/none',
      files: {
        'prices.py': `import re\n\ndef price(line):\n    return int(re.match(r'(\\d+) EUR', line)[1])\n`,
        'test_prices.py': `from prices import price\n\ndef test_price():\n    assert price('free') == 0\n`,
      },
      command: PYTEST,
    },
    {
      id: 'python/none iterated',
      known: 'python/none',
      files: {
        'tags.py': `def tags_of(post):\n    if post:\n        return post.split()\n\nfor tag in tags_of(''):\n    print(tag)\n`,
      },
      command: ['python', 'tags.py'],
    },
    {
      id: 'python/text-and-number the other way round',
      known: 'python/text-and-number',
      files: {
        'bill.py': `def total(parts):\n    return 'Total: ' + sum(parts)\n`,
        'test_bill.py': `import unittest\nfrom bill import total\n\nclass Bill(unittest.TestCase):\n    def test_total(self):\n        self.assertEqual(total([1, 2]), 'Total: 3')\n`,
      },
      command: ['python', '-m', 'unittest', '-q'],
    },
    {
      id: 'python/import-cycle as a missing attribute',
      known: 'python/import-cycle',
      files: {
        'shapes.py': `import drawing\n\nUNIT = drawing.SCALE * 2\n`,
        'drawing.py': `import shapes\n\nSCALE = shapes.UNIT / 2\n`,
      },
      command: ['python', '-c', 'import shapes'],
    },
    {
      id: 'python/changed-while-iterated, a set',
      known: 'python/changed-while-iterated',
      files: {
        'visit.py': `def visit(open_nodes):\n    for node in open_nodes:\n        open_nodes.add(node + 1)\n\nvisit({1, 2})\n`,
      },
      command: ['python', 'visit.py'],
    },
    {
      id: 'python/missing-await, an attribute',
      known: 'python/missing-await',
      files: {
        'client.py': `import asyncio\n\nasync def session():\n    return {'user': 'ann'}\n\nasync def main():\n    print(session().get('user'))\n\nasyncio.run(main())\n`,
      },
      command: ['python', 'client.py'],
    },
    {
      id: 'python: division by zero',
      known: null,
      files: { 'mean.py': `def mean(values):\n    return sum(values) / len(values)\n\nprint(mean([]))\n` },
      command: ['python', 'mean.py'],
    },
    {
      id: 'python: another package',
      known: null,
      files: { 'test_grid.py': `import fastgrid\n\ndef test_grid():\n    assert fastgrid.new(2)\n` },
      command: PYTEST,
    },
    {
      id: 'python: a missing argument',
      known: null,
      files: { 'area.py': `def area(width, height):\n    return width * height\n\nprint(area(3))\n` },
      command: ['python', 'area.py'],
    },
    {
      id: 'python: a wrong value',
      known: null,
      files: {
        'tax.py': `def tax(net):\n    return net * 0.2\n`,
        'test_tax.py': `from tax import tax\n\ndef test_tax():\n    assert tax(100) == 19\n`,
      },
      command: PYTEST,
    },
    {
      id: 'python: a missing key',
      known: null,
      files: { 'row.py': `row = {'net': 3}\nprint(row['gross'])\n` },
      command: ['python', 'row.py'],
    },
    {
      id: 'python: a misspelt method',
      known: null,
      files: { 'words.py': `class Cart:\n    def total(self):\n        return 0\n\nprint(Cart().totl())\n` },
      command: ['python', 'words.py'],
    },
    {
      id: 'python: an operand of another kind',
      known: null,
      files: { 'sizes.py': `sizes = {'a': 1}\nprint(sizes < 3)\n` },
      command: ['python', 'sizes.py'],
    },
  ],
}
