import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

const ROOT = new URL('../', import.meta.url).pathname;

/** One subpath's public face. */
export interface Surface {
  /** `index`, `drift`, `adapters-memory`, …: the name of its snapshot. */
  readonly name: string;
  /** Its exports in order of name, each as declared, without comments; what stands elsewhere is named with its place. */
  readonly text: string;
  /** Exports, and fields of exported interfaces and classes, that carry no doc comment. */
  readonly undocumented: readonly string[];
}

/** Reads the built declarations of every subpath. Needs a build. */
export function surfaces(): readonly Surface[] {
  const manifest = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
    exports: Record<string, { import: { types: string } } | string>;
  };
  const entries = Object.entries(manifest.exports).flatMap(([path, target]) =>
    typeof target === 'string' ? [] : [{ path, file: join(ROOT, target.import.types) }],
  );
  const program = ts.createProgram(
    entries.map((entry) => entry.file),
    {
      module: ts.ModuleKind.NodeNext,
      moduleResolution: ts.ModuleResolutionKind.NodeNext,
      noEmit: true,
      skipLibCheck: true,
      // The declarations of a browser are half of what a compiler would read, and none is named here.
      lib: ['lib.es2023.d.ts'],
      types: [],
    },
  );
  const checker = program.getTypeChecker();
  // The root comes last: what a capability exports is declared with that.
  const places = new Map<string, string>();
  const inOrder = entries.toSorted((a, b) => Number(a.path === '.') - Number(b.path === '.'));
  return inOrder.map(({ path, file }) => surfaceOf(path, program.getSourceFile(file)!, checker, places));
}

/** `places` holds where a declaration was printed, and gets those that are printed here. */
function surfaceOf(path: string, source: ts.SourceFile, checker: ts.TypeChecker, places: Map<string, string>): Surface {
  const subpath = path.replace('.', '@omnicloud/domain');
  const module = checker.getSymbolAtLocation(source);
  const exported = module === undefined ? [] : checker.getExportsOfModule(module);
  const undocumented: string[] = [];
  const texts = exported
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
    .map((symbol) => {
      const real = symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
      const declarations = (real.declarations ?? []).filter(
        (d) => !d.getSourceFile().fileName.includes('node_modules'),
      );
      const documented = real.getDocumentationComment(checker).length > 0;
      if (!documented && declarations.length > 0) undocumented.push(symbol.name);
      undocumented.push(
        ...declarations.flatMap((declaration) => membersWithoutALine(declaration, symbol.name, checker)),
      );
      const shown = declarations.map((d) => textOf(d, symbol.name)).toSorted();
      if (shown.length === 0) return `export { ${symbol.name} } from a dependency;`;
      const text = shown.join('\n');
      const place = places.get(text);
      places.set(text, place ?? subpath);
      return place === undefined ? text : `export { ${symbol.name} } from '${place}';`;
    });
  const name = path === '.' ? 'index' : path.slice(2).replaceAll('/', '-');
  return { name, text: `// ${subpath}\n\n${texts.join('\n\n')}\n`, undocumented };
}

/**
 * The fields and methods of an interface, class or object type without a doc comment. What a class takes over from an
 * interface is documented there, the wire form of a model (`ChargeJson`) by the model, and a constructor by its class.
 */
function membersWithoutALine(declaration: ts.Declaration, owner: string, checker: ts.TypeChecker): readonly string[] {
  if (owner.endsWith('Json')) return [];
  const members: readonly (ts.TypeElement | ts.ClassElement)[] =
    ts.isInterfaceDeclaration(declaration) || ts.isClassDeclaration(declaration)
      ? declaration.members
      : ts.isTypeAliasDeclaration(declaration) && ts.isTypeLiteralNode(declaration.type)
        ? declaration.type.members
        : [];
  const inherited = new Set(
    ts.isClassDeclaration(declaration) || ts.isInterfaceDeclaration(declaration)
      ? (declaration.heritageClauses ?? []).flatMap(({ types }) =>
          types.flatMap((type) =>
            checker
              .getTypeAtLocation(type)
              .getProperties()
              .map(({ name }) => name),
          ),
        )
      : [],
  );
  return members.flatMap((member) => {
    if (member.name === undefined || ts.isPrivateIdentifier(member.name) || isPrivate(member)) return [];
    const symbol = checker.getSymbolAtLocation(member.name);
    const bare =
      symbol === undefined || symbol.getDocumentationComment(checker).length > 0 || inherited.has(symbol.name);
    return bare ? [] : [`${owner}.${symbol.name}`];
  });
}

const isPrivate = (member: ts.TypeElement | ts.ClassElement): boolean =>
  (ts.getCombinedModifierFlags(member as ts.ClassElement) & ts.ModifierFlags.Private) !== 0;

const printer = ts.createPrinter({ removeComments: true });

function textOf(declaration: ts.Declaration, name: string): string {
  const node = ts.isVariableDeclaration(declaration) ? declaration.parent.parent : declaration;
  const text = printer.printNode(ts.EmitHint.Unspecified, node, declaration.getSourceFile());
  const own = (declaration as { name?: ts.Node }).name?.getText() ?? name;
  const line = text.replace(/^(export )?(declare )?/, 'export ');
  return own === name ? line : `${line}\nexport { ${own} as ${name} };`;
}
