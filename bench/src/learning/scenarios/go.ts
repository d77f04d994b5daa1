import type { Files, Scenarios } from '../scenario.ts'
import { SECRETS } from '../secrets.ts'

const program = (main: string, more: Files = {}): Files => ({
  'go.mod': 'module example.org/app\n\ngo 1.22\n',
  'main.go': `package main\n\n${main}`,
  ...more,
})
const RUN = ['go', 'run', '.']
const BUILD = ['go', 'build', '-o', '/dev/null', '.']

export const go: Scenarios = {
  ecosystem: 'go',
  needs: ['go'],
  mended: [
    {
      id: 'go/missing-import',
      files: program(`import "fmt"\n\nfunc main() {\n\tfmt.Println(strings.ToUpper("a"))\n}\n`),
      command: BUILD,
      fix: {
        files: {
          'main.go': `package main\n\nimport (\n\t"fmt"\n\t"strings"\n)\n\nfunc main() {\n\tfmt.Println(strings.ToUpper("a"))\n}\n`,
        },
      },
    },
    {
      id: 'go/number-for-text',
      files: program(
        `import "fmt"\n\nfunc label(text string) string {\n\treturn "[" + text + "]"\n}\n\nfunc main() {\n\tcount := 3\n\tfmt.Println(label(count))\n}\n`,
      ),
      command: BUILD,
      fix: {
        files: {
          'main.go': `package main\n\nimport (\n\t"fmt"\n\t"strconv"\n)\n\nfunc label(text string) string {\n\treturn "[" + text + "]"\n}\n\nfunc main() {\n\tcount := 3\n\tfmt.Println(label(strconv.Itoa(count)))\n}\n`,
        },
      },
    },
    {
      id: 'go/missing-method',
      files: program(
        `import "fmt"\n\ntype Animal interface {\n\tSpeak() string\n}\n\ntype Cat struct{}\n\nfunc say(animal Animal) {\n\tfmt.Println(animal.Speak())\n}\n\nfunc main() {\n\tsay(Cat{})\n}\n`,
      ),
      command: BUILD,
      fix: {
        files: {
          'main.go': `package main\n\nimport "fmt"\n\ntype Animal interface {\n\tSpeak() string\n}\n\ntype Cat struct{}\n\nfunc (Cat) Speak() string {\n\treturn "meow"\n}\n\nfunc say(animal Animal) {\n\tfmt.Println(animal.Speak())\n}\n\nfunc main() {\n\tsay(Cat{})\n}\n`,
        },
      },
    },
    {
      id: 'go/missing-module',
      files: program(
        `import (\n\t"fmt"\n\n\t"example.org/textkit"\n)\n\nfunc main() {\n\tfmt.Println(textkit.Shout("a"))\n}\n`,
        {
          'textkit/go.mod': 'module example.org/textkit\n\ngo 1.22\n',
          'textkit/textkit.go':
            'package textkit\n\nimport "strings"\n\nfunc Shout(text string) string {\n\treturn strings.ToUpper(text)\n}\n',
        },
      ),
      command: BUILD,
      fix: {
        run: [['go', 'mod', 'edit', '-require=example.org/textkit@v0.0.0', '-replace=example.org/textkit=./textkit']],
      },
    },
    {
      id: 'go/deadlock',
      files: program(
        `import "fmt"\n\nfunc main() {\n\tfmt.Println("session cookie:", "Set-Cookie: session=${SECRETS.sessionCookie}; Path=/")\n\tresults := make(chan int)\n\tgo func() {\n\t\tresults <- 1\n\t}()\n\tfor result := range results {\n\t\tfmt.Println(result)\n\t}\n}\n`,
      ),
      command: RUN,
      fix: {
        files: {
          'main.go': `package main\n\nimport "fmt"\n\nfunc main() {\n\tresults := make(chan int)\n\tgo func() {\n\t\tresults <- 1\n\t\tclose(results)\n\t}()\n\tfor result := range results {\n\t\tfmt.Println(result)\n\t}\n}\n`,
        },
      },
    },
    {
      id: 'go/index',
      files: program(
        `import "fmt"\n\nfunc last(values []int) int {\n\treturn values[len(values)]\n}\n\nfunc main() {\n\tfmt.Println("token ${SECRETS.jwt}", "slack ${SECRETS.slackToken}")\n\tfmt.Println(last([]int{1, 2, 3}))\n}\n`,
      ),
      command: RUN,
      fix: {
        files: {
          'main.go': `package main\n\nimport "fmt"\n\nfunc last(values []int) int {\n\treturn values[len(values)-1]\n}\n\nfunc main() {\n\tfmt.Println(last([]int{1, 2, 3}))\n}\n`,
        },
      },
    },
  ],
  later: [
    {
      id: 'go/missing-import said by vet',
      known: 'go/missing-import',
      files: {
        'go.mod': 'module example.org/words\n\ngo 1.22\n',
        'words.go': 'package words\n\nfunc Split(line string) []string {\n\treturn strings.Fields(line)\n}\n',
      },
      command: ['go', 'vet', './...'],
    },
    {
      id: 'go/number-for-text in an operation',
      known: 'go/number-for-text',
      files: program(`import "fmt"\n\nfunc main() {\n\tport := 80\n\tfmt.Println("listening on " + port)\n}\n`),
      command: RUN,
    },
    {
      id: 'go/missing-method of what is returned',
      known: 'go/missing-method',
      files: program(
        `import "io"\n\ntype source struct{}\n\nfunc open() io.Reader {\n\treturn source{}\n}\n\nfunc main() {\n\topen()\n}\n`,
      ),
      command: BUILD,
    },
    {
      id: 'go/missing-module, a package of it',
      known: 'go/missing-module',
      files: {
        'go.mod': 'module example.org/other\n\ngo 1.22\n',
        'loud_test.go':
          'package other\n\nimport (\n\t"testing"\n\n\t"example.org/textkit/loud"\n)\n\nfunc TestLoud(t *testing.T) {\n\tloud.Do()\n}\n',
      },
      command: ['go', 'test', './...'],
    },
    {
      id: 'go/deadlock of a group',
      known: 'go/deadlock',
      files: program(`import "sync"\n\nfunc main() {\n\tvar group sync.WaitGroup\n\tgroup.Add(1)\n\tgroup.Wait()\n}\n`),
      command: RUN,
    },
    {
      id: 'go/index of a slice',
      known: 'go/index',
      files: program(
        `import (\n\t"fmt"\n\t"os"\n)\n\nfunc main() {\n\twords := os.Args\n\tfmt.Println(words[:len(words)+4])\n}\n`,
      ),
      command: RUN,
    },
    {
      id: 'go/index in a test',
      known: 'go/index',
      files: {
        'go.mod': 'module example.org/parts\n\ngo 1.22\n',
        'parts.go':
          'package parts\n\nimport "strings"\n\nfunc Second(line string) string {\n\treturn strings.Split(line, ",")[1]\n}\n',
        'parts_test.go':
          'package parts\n\nimport "testing"\n\nfunc TestSecond(t *testing.T) {\n\tif Second("a") != "" {\n\t\tt.Fatal("not empty")\n\t}\n}\n',
      },
      command: ['go', 'test', './...'],
    },
    {
      id: 'go: an unknown function',
      known: null,
      files: program(`import "fmt"\n\nfunc main() {\n\tfmt.Println(parseLine("a"))\n}\n`),
      command: BUILD,
    },
    {
      id: 'go: another import',
      known: null,
      files: program(`import "fmt"\n\nfunc main() {\n\tfmt.Println(os.Args)\n}\n`),
      command: BUILD,
    },
    {
      id: 'go: no return',
      known: null,
      files: program(
        `func sign(value int) int {\n\tif value < 0 {\n\t\treturn -1\n\t}\n}\n\nfunc main() {\n\tsign(1)\n}\n`,
      ),
      command: BUILD,
    },
    {
      id: 'go: a wrong value',
      known: null,
      files: {
        'go.mod': 'module example.org/sums\n\ngo 1.22\n',
        'sums_test.go':
          'package sums\n\nimport "testing"\n\nfunc TestSum(t *testing.T) {\n\tif got := 1 + 1; got != 3 {\n\t\tt.Errorf("got %d, want 3", got)\n\t}\n}\n',
      },
      command: ['go', 'test', './...'],
    },
    {
      id: 'go: divided by zero',
      known: null,
      files: program(`import (\n\t"fmt"\n\t"os"\n)\n\nfunc main() {\n\tfmt.Println(10 / (len(os.Args) - 1))\n}\n`),
      command: RUN,
    },
    {
      id: 'go: too many arguments',
      known: null,
      files: program(`func show(text string) {}\n\nfunc main() {\n\tshow("a", "b")\n}\n`),
      command: BUILD,
    },
  ],
}
