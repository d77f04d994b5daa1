import type { Files, Scenarios } from '../scenario.ts'
import { SECRETS } from '../secrets.ts'

const POM = `<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>org.example</groupId>
  <artifactId>app</artifactId>
  <version>1</version>
  <properties>
    <maven.compiler.source>17</maven.compiler.source>
    <maven.compiler.target>17</maven.compiler.target>
    <project.build.sourceEncoding>UTF-8</project.build.sourceEncoding>
  </properties>
  <dependencies>
    <dependency><groupId>junit</groupId><artifactId>junit</artifactId><version>4.13.2</version><scope>test</scope></dependency>
  </dependencies>
</project>
`
const sources = (files: Files): Files => ({
  'pom.xml': POM,
  ...Object.fromEntries(
    Object.entries(files).map(([name, text]) => [
      `src/${name.endsWith('Test.java') ? 'test' : 'main'}/java/shop/${name}`,
      text,
    ]),
  ),
})
const test = (name: string, body: string) =>
  `package shop;\n\nimport static org.junit.Assert.assertEquals;\nimport org.junit.Test;\n\npublic class ${name} {\n    @Test\n    public void works() throws Exception {\n${body}\n    }\n}\n`
const MAVEN = ['mvn', '-o', '-q', '-B', 'test']
const COMPILE = ['mvn', '-o', '-q', '-B', 'compile']

export const java: Scenarios = {
  ecosystem: 'mvn',
  needs: ['mvn', 'javac'],
  prepare: {
    files: sources({
      'App.java': 'package shop;\n\npublic class App {}\n',
      'AppTest.java': test('AppTest', '        assertEquals(1, 1);'),
    }),
    command: ['mvn', '-q', '-B', 'test'],
  },
  mended: [
    {
      id: 'java/missing-import',
      files: sources({
        'Names.java': `package shop;\n\npublic class Names {\n    public static Object none() {\n        return new ArrayList<String>();\n    }\n}\n`,
      }),
      command: COMPILE,
      fix: {
        files: sources({
          'Names.java': `package shop;\n\nimport java.util.ArrayList;\n\npublic class Names {\n    public static Object none() {\n        return new ArrayList<String>();\n    }\n}\n`,
        }),
      },
    },
    {
      id: 'java/text-for-number',
      files: sources({
        'Port.java': `package shop;\n\npublic class Port {\n    public static int of(String text) {\n        int port = text;\n        return port;\n    }\n}\n`,
      }),
      command: COMPILE,
      fix: {
        files: sources({
          'Port.java': `package shop;\n\npublic class Port {\n    public static int of(String text) {\n        int port = Integer.parseInt(text);\n        return port;\n    }\n}\n`,
        }),
      },
    },
    {
      id: 'java/unreported-exception',
      files: sources({
        'Page.java': `package shop;\n\nimport java.nio.file.Files;\nimport java.nio.file.Path;\n\npublic class Page {\n    public static String read(String name) {\n        return Files.readString(Path.of(name));\n    }\n}\n`,
      }),
      command: COMPILE,
      fix: {
        files: sources({
          'Page.java': `package shop;\n\nimport java.io.IOException;\nimport java.nio.file.Files;\nimport java.nio.file.Path;\n\npublic class Page {\n    public static String read(String name) throws IOException {\n        return Files.readString(Path.of(name));\n    }\n}\n`,
        }),
      },
    },
    {
      id: 'java/null',
      files: sources({
        'Title.java': `package shop;\n\npublic class Title {\n    public static int width(String title) {\n        return title.length();\n    }\n}\n`,
        'TitleTest.java': test(
          'TitleTest',
          `        System.out.println("jdbc:postgresql://app:${SECRETS.databasePassword}@db/shop");\n        System.out.println("-----BEGIN PRIVATE KEY-----\\n${SECRETS.privateKey}\\n-----END PRIVATE KEY-----");\n        assertEquals(0, Title.width(null));`,
        ),
      }),
      command: MAVEN,
      fix: {
        files: sources({
          'Title.java': `package shop;\n\npublic class Title {\n    public static int width(String title) {\n        return title == null ? 0 : title.length();\n    }\n}\n`,
        }),
      },
    },
    {
      id: 'java/abstract-method',
      files: sources({
        'Circle.java': `package shop;\n\ninterface Shape {\n    double area();\n}\n\npublic class Circle implements Shape {\n}\n`,
      }),
      command: COMPILE,
      fix: {
        files: sources({
          'Circle.java': `package shop;\n\ninterface Shape {\n    double area();\n}\n\npublic class Circle implements Shape {\n    @Override\n    public double area() {\n        return 3.14;\n    }\n}\n`,
        }),
      },
    },
    {
      id: 'java/unmodifiable',
      files: sources({
        'Basket.java': `package shop;\n\nimport java.util.List;\n\npublic class Basket {\n    public static List<String> with(String item) {\n        List<String> items = List.of("bread");\n        items.add(item);\n        return items;\n    }\n}\n`,
        'BasketTest.java': test('BasketTest', '        assertEquals(2, Basket.with("milk").size());'),
      }),
      command: MAVEN,
      fix: {
        files: sources({
          'Basket.java': `package shop;\n\nimport java.util.ArrayList;\nimport java.util.List;\n\npublic class Basket {\n    public static List<String> with(String item) {\n        List<String> items = new ArrayList<>(List.of("bread"));\n        items.add(item);\n        return items;\n    }\n}\n`,
        }),
      },
    },
  ],
  later: [
    {
      id: 'java/missing-import said by javac',
      known: 'java/missing-import',
      files: { 'Stack.java': 'class Stack {\n    private final ArrayList<Integer> items = null;\n}\n' },
      command: ['javac', '-d', 'out', 'Stack.java'],
    },
    {
      id: 'java/text-for-number in a sum',
      known: 'java/text-for-number',
      files: { 'Sum.java': 'class Sum {\n    static int rest(String text) {\n        return text - 1;\n    }\n}\n' },
      command: ['javac', '-d', 'out', 'Sum.java'],
    },
    {
      id: 'java/unreported-exception of close',
      known: 'java/unreported-exception',
      files: sources({
        'Door.java': `package shop;\n\npublic class Door implements AutoCloseable {\n    public void close() throws Exception {}\n\n    static void pass() {\n        try (Door door = new Door()) {\n            System.out.println(door);\n        }\n    }\n}\n`,
      }),
      command: COMPILE,
    },
    {
      id: 'java/null in a field',
      known: 'java/null',
      files: sources({
        'Order.java': `package shop;\n\npublic class Order {\n    static class Buyer {\n        String name;\n    }\n\n    Buyer buyer;\n\n    public static String buyerName() {\n        return new Order().buyer.name;\n    }\n}\n`,
        'OrderTest.java': test('OrderTest', '        assertEquals("", Order.buyerName());'),
      }),
      command: MAVEN,
    },
    {
      id: 'java/null unboxed',
      known: 'java/null',
      files: {
        'Count.java':
          'import java.util.Map;\n\nclass Count {\n    public static void main(String[] words) {\n        int count = Map.of("a", 1).get("b");\n        System.out.println(count);\n    }\n}\n',
      },
      command: ['java', 'Count.java'],
    },
    {
      id: 'java/abstract-method of a nameless class',
      known: 'java/abstract-method',
      files: {
        'Sorted.java':
          'import java.util.Comparator;\n\nclass Sorted {\n    Comparator<String> order = new Comparator<>() {};\n}\n',
      },
      command: ['javac', '-d', 'out', 'Sorted.java'],
    },
    {
      id: 'java/unmodifiable array list',
      known: 'java/unmodifiable',
      files: {
        'Menu.java':
          'import java.util.Arrays;\nimport java.util.List;\n\nclass Menu {\n    public static void main(String[] words) {\n        List<String> dishes = Arrays.asList("soup");\n        dishes.remove(0);\n    }\n}\n',
      },
      command: ['java', 'Menu.java'],
    },
    {
      id: 'java: a misspelt variable',
      known: null,
      files: sources({
        'Price.java': `package shop;\n\npublic class Price {\n    public static int gross(int net) {\n        return nett + 1;\n    }\n}\n`,
      }),
      command: COMPILE,
    },
    {
      id: 'java: another import',
      known: null,
      files: { 'Index.java': 'class Index {\n    Object byName = new TreeMap<String, String>();\n}\n' },
      command: ['javac', '-d', 'out', 'Index.java'],
    },
    {
      id: 'java: a missing semicolon',
      known: null,
      files: { 'Semi.java': 'class Semi {\n    int one = 1\n}\n' },
      command: ['javac', '-d', 'out', 'Semi.java'],
    },
    {
      id: 'java: a wrong value',
      known: null,
      files: sources({
        'Tax.java': `package shop;\n\npublic class Tax {\n    public static int of(int net) {\n        return net / 5;\n    }\n}\n`,
        'TaxTest.java': test('TaxTest', '        assertEquals(19, Tax.of(100));'),
      }),
      command: MAVEN,
    },
    {
      id: 'java: no number',
      known: null,
      files: {
        'Age.java':
          'class Age {\n    public static void main(String[] words) {\n        System.out.println(Integer.parseInt("twelve"));\n    }\n}\n',
      },
      command: ['java', 'Age.java'],
    },
    {
      id: 'java: an artifact that cannot be had',
      known: null,
      files: { 'pom.xml': POM.replace('4.13.2', '4.99.1') },
      command: MAVEN,
    },
  ],
}
