package nunchi.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ModifiersTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;

/// What a user can call is documented: every public type and every public method of an exported package, but for those
/// that override (documented where they are declared), constructors, and copies of records with one component changed
/// (documented by the record).
class DocumentationTest {
    private static final List<String> MODULES = List.of(
            "core",
            "conformance",
            "cpu",
            "model",
            "data",
            "analysis",
            "train",
            "record",
            "exchange",
            "report",
            "study");
    /// Where a program enters the library: what can be refused there is said there.
    private static final Set<String> ENTRANCES =
            Set.of("Trainer", "Model", "Runs", "Searches", "Inspections", "Exports", "Predictor");
    private static final Pattern EXPORTS = Pattern.compile("^ *exports ([\\w.]+);", Pattern.MULTILINE);

    @Test
    void everyPublicTypeAndMethodOfAnExportedPackageIsDocumented() throws IOException {
        List<String> missing = new ArrayList<>();
        int types = 0;
        for (String module : MODULES) {
            Visit visit = visit(Repository.root().resolve(module).resolve("src/main/java"));
            missing.addAll(visit.missing);
            types += visit.types;
        }
        assertThat(types).isGreaterThan(300);
        assertThat(missing).isEmpty();
    }

    @Test
    void everyEntranceOfTheLibrarySaysWhatItThrows() throws IOException {
        List<String> silent = new ArrayList<>();
        int entrances = 0;
        for (String module : MODULES) {
            Visit visit = visit(Repository.root().resolve(module).resolve("src/main/java"));
            silent.addAll(visit.silent);
            entrances += visit.entrances;
        }
        assertThat(entrances).isGreaterThan(40);
        assertThat(silent).isEmpty();
    }

    private static Visit visit(Path sources) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (Stream<Path> files = Files.walk(sources);
                StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
            List<Path> java = files.filter(file -> file.toString().endsWith(".java"))
                    .sorted()
                    .toList();
            JavacTask task = (JavacTask)
                    compiler.getTask(null, manager, null, List.of(), null, manager.getJavaFileObjectsFromPaths(java));
            Visit visit = new Visit(DocTrees.instance(task), exports(sources));
            visit.scan(task.parse(), null);
            return visit;
        }
    }

    private static Set<String> exports(Path sources) throws IOException {
        String text = Files.readString(sources.resolve("module-info.java"));
        return EXPORTS.matcher(text).results().map(match -> match.group(1)).collect(Collectors.toSet());
    }

    private static final class Visit extends TreePathScanner<Void, Void> {
        private final DocTrees trees;
        private final Set<String> exported;
        private final List<String> missing = new ArrayList<>();
        /// Entrances that take something, and throw without a word.
        private final List<String> silent = new ArrayList<>();
        private int entrances;
        private int types;

        private Visit(DocTrees trees, Set<String> exported) {
            this.trees = trees;
            this.exported = exported;
        }

        @Override
        public Void visitCompilationUnit(CompilationUnitTree unit, Void nothing) {
            return unit.getPackageName() != null
                            && exported.contains(unit.getPackageName().toString())
                    ? super.visitCompilationUnit(unit, nothing)
                    : null;
        }

        @Override
        public Void visitClass(ClassTree type, Void nothing) {
            if (!isPublic(type.getModifiers(), getCurrentPath())) {
                return null;
            }
            types++;
            demand(type.getSimpleName().toString());
            for (Tree member : type.getMembers()) {
                if (!(member instanceof VariableTree)) {
                    scan(member, nothing);
                }
            }
            return null;
        }

        @Override
        public Void visitMethod(MethodTree method, Void nothing) {
            boolean overrides = method.getModifiers().getAnnotations().stream()
                    .anyMatch(found -> found.getAnnotationType().toString().equals("Override"));
            boolean excepted = overrides || method.getName().contentEquals("<init>") || changesOneComponent(method);
            if (!excepted && isPublic(method.getModifiers(), getCurrentPath())) {
                entrance(method);
                demand(method.getName() + "("
                        + method.getParameters().stream()
                                .map(each -> each.getType().toString())
                                .collect(Collectors.joining(", "))
                        + ")");
            }
            return null;
        }

        /// `withEpochs(int)` of a record that has `epochs`.
        private boolean changesOneComponent(MethodTree method) {
            ClassTree owner = (ClassTree) getCurrentPath().getParentPath().getLeaf();
            return owner.getKind() == Tree.Kind.RECORD
                    && owner.getMembers().stream()
                            .filter(member -> member instanceof VariableTree field
                                    && !field.getModifiers().getFlags().contains(Modifier.STATIC))
                            .map(member -> ((VariableTree) member).getName().toString())
                            .anyMatch(name -> method.getName()
                                    .contentEquals("with" + name.substring(0, 1).toUpperCase(Locale.ROOT)
                                            + name.substring(1)));
        }

        private void demand(String name) {
            String comment = trees.getDocComment(getCurrentPath());
            if (comment == null || comment.isBlank()) {
                CompilationUnitTree unit = getCurrentPath().getCompilationUnit();
                long line = unit.getLineMap()
                        .getLineNumber(trees.getSourcePositions()
                                .getStartPosition(unit, getCurrentPath().getLeaf()));
                missing.add("%s:%d %s"
                        .formatted(
                                Repository.root()
                                        .relativize(Path.of(unit.getSourceFile().toUri())),
                                line,
                                name));
            }
        }

        private void entrance(MethodTree method) {
            ClassTree owner = (ClassTree) getCurrentPath().getParentPath().getLeaf();
            if (ENTRANCES.contains(owner.getSimpleName().toString())
                    && !method.getParameters().isEmpty()) {
                entrances++;
                String comment = trees.getDocComment(getCurrentPath());
                if (comment != null && !comment.contains("@throws")) {
                    silent.add(owner.getSimpleName() + "." + method.getName() + method.getParameters());
                }
            }
        }

        private static boolean isPublic(ModifiersTree modifiers, TreePath path) {
            boolean ofInterface =
                    path.getParentPath().getLeaf() instanceof ClassTree owner && owner.getKind() == Tree.Kind.INTERFACE;
            return modifiers.getFlags().contains(Modifier.PUBLIC)
                    || ofInterface && !modifiers.getFlags().contains(Modifier.PRIVATE);
        }
    }
}
