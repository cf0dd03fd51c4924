/**
 * Refuses the words that docs/glossary.md lists as not used: in identifiers of src, and in comments, messages and Markdown.
 * Run by `npm run words`. Prints a line per word that stands, and exits with 1.
 */
import { readdirSync, readFileSync } from 'node:fs';

const ROOT = new URL('../', import.meta.url);
const GLOSSARY = 'docs/glossary.md';
const FOLDERS = ['src', 'test', 'scripts', 'docs'];
const SKIPPED = /node_modules|docs\/api-surface|docs\/reference|test\/golden|docs\/glossary\.md|docs\/notices/;

interface RefusedWord {
  readonly word: string;
  readonly instead: string;
  readonly inNames: boolean;
  readonly inProse: boolean;
}

function readText(path: string): string {
  return readFileSync(new URL(path, ROOT), 'utf8');
}

function readRefusedWords(): readonly RefusedWord[] {
  const [, table] = readText(GLOSSARY).split('## Words that are not used');
  const rows = [...table!.matchAll(/^\| (.+?) \| (.+?) \| (names|prose|both) \|$/gm)];
  return rows.flatMap(([, words, instead, where]) =>
    words!.split(', ').map((word) => ({
      word,
      instead: instead!,
      inNames: where !== 'prose',
      inProse: where !== 'names',
    })),
  );
}

function listFiles(): readonly string[] {
  const inFolders = FOLDERS.flatMap((folder) =>
    readdirSync(new URL(folder, ROOT), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && /\.(ts|md)$/.test(entry.name))
      .map((entry) => `${entry.parentPath}/${entry.name}`.slice(new URL('.', ROOT).pathname.length)),
  );
  return ['README.md', 'CHANGELOG.md', 'CONTRIBUTING.md', 'SECURITY.md', ...inFolders]
    .filter((path) => !SKIPPED.test(path))
    .sort();
}

/** The words that the declared names of a module are made of: `readStoredRules` gives read, stored, rules. */
function declaredWords(text: string): ReadonlyMap<string, string> {
  const code = text.replace(/\/\*[^]*?\*\/|\/\/.*$/gm, '');
  const names = code.matchAll(/\b(?:const|let|function\*?|class|interface|type|enum)\s+([A-Za-z_$][\w$]*)/g);
  const words = new Map<string, string>();
  for (const [, name] of names)
    for (const word of name!.split(/(?=[A-Z][a-z])|_/)) words.set(word.toLowerCase(), name!);
  return words;
}

const refused = readRefusedWords();
const findings: string[] = [];
for (const path of listFiles()) {
  const text = readText(path);
  const declared = path.startsWith('src/') ? declaredWords(text) : new Map<string, string>();
  for (const { word, instead, inNames, inProse } of refused) {
    if (inNames && declared.has(word))
      findings.push(`${path}: the name ${declared.get(word)} has "${word}", use ${instead}`);
    if (!inProse) continue;
    text.split('\n').forEach((line, index) => {
      if (new RegExp(`\\b${word}\\b`, 'i').test(line)) findings.push(`${path}:${index + 1}: "${word}", use ${instead}`);
    });
  }
}
for (const finding of findings) process.stdout.write(`${finding}\n`);
process.stdout.write(`${findings.length} refused words in ${listFiles().length} files\n`);
process.exitCode = findings.length === 0 ? 0 : 1;
