import ts from 'typescript';

/**
 * The declarations of a built package cut to what its entry points lead to: by name of file, the text that is left. A
 * source file declares for its neighbors too; no user can import that, and it is a quarter of the declarations.
 */
export function reachableDeclarations(entries: readonly string[], folder: string): ReadonlyMap<string, string> {
  const program = ts.createProgram(entries, {
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    noEmit: true,
    skipLibCheck: true,
  });
  const files = program.getSourceFiles().filter(({ fileName }) => fileName.startsWith(folder));
  const reached = reachedNodes(program.getTypeChecker(), files, new Set(entries));
  return new Map(
    files.flatMap((file) => {
      const parts = file.statements.flatMap((statement) => {
        const text = keptText(statement, reached);
        return text === undefined ? [] : [{ text, declares: !isEmptyExport(statement) }];
      });
      if (!parts.some(({ declares }) => declares)) return [];
      return [[file.fileName, `${parts.map(({ text }) => text).join('')}\n`.trimStart()] as const];
    }),
  );
}

/** Statements and the names in import and export lists, from the exports of the entry points on. */
function reachedNodes(
  checker: ts.TypeChecker,
  files: readonly ts.SourceFile[],
  entries: ReadonlySet<string>,
): ReadonlySet<ts.Node> {
  const ours = new Set(files);
  const reached = new Set<ts.Node>();
  const seen = new Set<ts.Symbol>();

  const visit = (symbol: ts.Symbol | undefined): void => {
    if (symbol === undefined || seen.has(symbol)) return;
    seen.add(symbol);
    for (const declaration of symbol.declarations ?? []) {
      if (!ours.has(declaration.getSourceFile())) continue;
      if (ts.isSourceFile(declaration)) checker.getExportsOfModule(symbol).forEach(visit);
      else if (isListed(declaration)) reached.add(declaration);
      else keep(statementOf(declaration));
    }
    if (symbol.flags & ts.SymbolFlags.Alias) visit(checker.getImmediateAliasedSymbol(symbol));
  };
  const keep = (statement: ts.Node): void => {
    if (reached.has(statement)) return;
    reached.add(statement);
    walk(statement);
  };
  const walk = (node: ts.Node): void => {
    if (ts.isIdentifier(node)) visit(checker.getSymbolAtLocation(node));
    // `typeof import('./errors.js')` takes all that the module exports.
    if (ts.isImportTypeNode(node) && node.qualifier === undefined && ts.isLiteralTypeNode(node.argument))
      visit(checker.getSymbolAtLocation(node.argument.literal));
    ts.forEachChild(node, walk);
  };

  for (const file of files) {
    if (entries.has(file.fileName)) visit(checker.getSymbolAtLocation(file));
  }
  return reached;
}

const isListed = (node: ts.Node): boolean =>
  ts.isImportSpecifier(node) || ts.isExportSpecifier(node) || ts.isNamespaceImport(node) || ts.isNamespaceExport(node);

function statementOf(node: ts.Node): ts.Node {
  return ts.isSourceFile(node.parent) ? node : statementOf(node.parent);
}

const isEmptyExport = (statement: ts.Statement): boolean =>
  ts.isExportDeclaration(statement) && statement.moduleSpecifier === undefined && namesOf(statement)?.length === 0;

function namesOf(statement: ts.Statement): readonly (ts.ImportSpecifier | ts.ExportSpecifier)[] | undefined {
  const list = ts.isImportDeclaration(statement)
    ? statement.importClause?.namedBindings
    : ts.isExportDeclaration(statement)
      ? statement.exportClause
      : undefined;
  return list !== undefined && (ts.isNamedImports(list) || ts.isNamedExports(list)) ? list.elements : undefined;
}

/** A statement with its comments; of a list of names those alone that are reached. */
function keptText(statement: ts.Statement, reached: ReadonlySet<ts.Node>): string | undefined {
  const text = statement.getFullText();
  if (isEmptyExport(statement)) return text;
  const names = namesOf(statement);
  if (names === undefined) {
    const space = ts.isImportDeclaration(statement)
      ? statement.importClause?.namedBindings
      : ts.isExportDeclaration(statement)
        ? statement.exportClause
        : undefined;
    const isStar = ts.isExportDeclaration(statement) && space === undefined;
    return isStar || reached.has(space ?? statement) ? text : undefined;
  }
  const kept = names.filter((name) => reached.has(name));
  if (kept.length === 0) return undefined;
  if (kept.length === names.length) return text;
  const start = names[0]!.getStart() - statement.getFullStart();
  const end = names.at(-1)!.end - statement.getFullStart();
  return `${text.slice(0, start)}${kept.map((name) => name.getText()).join(', ')}${text.slice(end)}`;
}
