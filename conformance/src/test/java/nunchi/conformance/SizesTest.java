package nunchi.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToIntFunction;
import java.util.regex.Pattern;
import javax.lang.model.element.Modifier;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// How large methods and records may grow, counted in the compiler's own trees.
class SizesTest {
    private static final int LINES = 30;
    private static final int LINES_OF_A_KERNEL = 80;
    private static final int LINES_OF_A_TILE = 300;
    private static final int PARAMETERS = 5;
    private static final int COMPONENTS = 8;
    private static final String KERNELS = "cpu/src/main/java/nunchi/cpu/kernel/";
    private static final Pattern TILE = Pattern.compile(KERNELS + "(Along|Across|Packed)\\d+x\\d+\\.java");
    private static final String STEPS = "cpu/src/main/java/nunchi/cpu/step/";
    private static final String IN_A_LOOP = "called once for each block, on arrays with their offsets, as kernels are";
    private static final String LAYER_KEYS = "the arguments of the layer as Keras has them, set by name";
    private static final String SECTION_KEYS = "the keys of a section of the experiment file, set by name";
    private static final String FILE_KEYS = "the keys of a file in a run folder, which are a contract";

    /// Methods that take more on purpose, with the reason. Of kernels see [#noMethodTakesMoreThan5Parameters].
    private static final Map<String, String> MORE_PARAMETERS = new TreeMap<>(Map.of(
            STEPS + "Candidates.java: Candidates.offer", IN_A_LOOP,
            STEPS + "Instruction.java: Instruction.BinaryFunction.apply", IN_A_LOOP,
            STEPS + "Instruction.java: Instruction.TernaryFunction.apply", IN_A_LOOP));

    /// Records that hold more on purpose, with the reason.
    private static final Map<String, String> MORE_COMPONENTS = new TreeMap<>(Map.ofEntries(
            Map.entry("ClusteringRecord.AttemptRecord", FILE_KEYS),
            Map.entry("Conv2d", LAYER_KEYS),
            Map.entry("Conv2dTranspose", LAYER_KEYS),
            Map.entry("DataRecord", FILE_KEYS),
            Map.entry("DataSettings", SECTION_KEYS),
            Map.entry("DepthwiseConv2d", LAYER_KEYS),
            Map.entry("EnvironmentRecord", FILE_KEYS),
            Map.entry("EvaluationRecord", FILE_KEYS),
            Map.entry("EvaluationRecord.AnswerRecord", FILE_KEYS),
            Map.entry("HistogramsRecord.DistributionRecord", FILE_KEYS),
            Map.entry("InspectSettings", SECTION_KEYS),
            Map.entry("InspectionRecord", FILE_KEYS),
            Map.entry("InspectionRecord.ShownRecord", FILE_KEYS),
            Map.entry("ModelRecord.LayerRecord", FILE_KEYS),
            Map.entry("PointSettings", SECTION_KEYS),
            Map.entry("Reading", SECTION_KEYS),
            Map.entry("RunRecord", FILE_KEYS),
            Map.entry("SearchRecord", FILE_KEYS),
            Map.entry("SearchRecord.ComparisonRecord", FILE_KEYS),
            Map.entry("SearchRecord.TrialRecord", FILE_KEYS),
            Map.entry("SeparableConv2d", LAYER_KEYS),
            Map.entry("TextRecord", FILE_KEYS),
            Map.entry("TrainSettings", SECTION_KEYS)));

    private static final Map<String, Integer> METHOD_LINES = new TreeMap<>();
    private static final Map<String, Integer> METHOD_PARAMETERS = new TreeMap<>();
    private static final Map<String, Integer> RECORD_COMPONENTS = new TreeMap<>();

    @BeforeAll
    static void count() throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (var files = compiler.getStandardFileManager(null, null, null)) {
            Collection<Path> paths = Source.all().map(Source::file).toList();
            JavacTask task = (JavacTask)
                    compiler.getTask(null, files, null, List.of(), null, files.getJavaFileObjectsFromPaths(paths));
            SourcePositions positions = Trees.instance(task).getSourcePositions();
            task.parse().forEach(file -> new Counter(file, positions).scan(file, ""));
        }
        assertThat(METHOD_LINES).hasSizeGreaterThan(1000);
    }

    /// Kernels may have 80 lines; register tiles are written out and may have as many as a file.
    @Test
    void noMethodIsLongerThan30Lines() {
        assertThat(above(METHOD_LINES, SizesTest::lines)).isEmpty();
    }

    /// But kernels: a loop over arrays takes each with its offset and its stride, and an object for each call would
    /// cost. What a record is made of is counted as its components.
    @Test
    void noMethodTakesMoreThan5Parameters() {
        assertThat(above(METHOD_PARAMETERS, name -> name.startsWith(KERNELS) ? Integer.MAX_VALUE : PARAMETERS)
                        .keySet())
                .isEqualTo(MORE_PARAMETERS.keySet());
    }

    @Test
    void noRecordHoldsMoreThan8Components() {
        assertThat(above(RECORD_COMPONENTS, _ -> COMPONENTS).keySet()).isEqualTo(MORE_COMPONENTS.keySet());
    }

    private static int lines(String name) {
        if (TILE.matcher(name).lookingAt()) {
            return LINES_OF_A_TILE;
        }
        return name.startsWith(KERNELS) ? LINES_OF_A_KERNEL : LINES;
    }

    private static Map<String, Integer> above(Map<String, Integer> counted, ToIntFunction<String> most) {
        Map<String, Integer> above = new TreeMap<>(counted);
        above.entrySet().removeIf(entry -> entry.getValue() <= most.applyAsInt(entry.getKey()));
        return above;
    }

    /// Counts what a file holds; beside each tree goes the name of the type around it.
    private static final class Counter extends TreeScanner<Void, String> {
        private final CompilationUnitTree file;
        private final SourcePositions positions;
        private final String path;

        Counter(CompilationUnitTree file, SourcePositions positions) {
            this.file = file;
            this.positions = positions;
            this.path = Repository.root()
                    .relativize(Path.of(file.getSourceFile().toUri()))
                    .toString();
        }

        @Override
        public Void visitClass(ClassTree type, String around) {
            String name = around.isEmpty() ? type.getSimpleName().toString() : around + "." + type.getSimpleName();
            if (type.getKind() == Tree.Kind.RECORD) {
                RECORD_COMPONENTS.put(name, (int)
                        type.getMembers().stream().filter(Counter::isComponent).count());
            }
            return super.visitClass(type, name);
        }

        private static boolean isComponent(Tree member) {
            return member instanceof VariableTree field
                    && !field.getModifiers().getFlags().contains(Modifier.STATIC);
        }

        @Override
        public Void visitMethod(MethodTree method, String type) {
            boolean makesARecord = method.getName().contentEquals("<init>")
                    && RECORD_COMPONENTS.containsKey(type)
                    && method.getParameters().size() == RECORD_COMPONENTS.get(type);
            String name = path + ": " + type + "." + method.getName();
            if (method.getBody() != null) {
                long lines = line(method.getBody(), true) - line(method.getBody(), false) - 1;
                METHOD_LINES.merge(name, (int) lines, Math::max);
            }
            METHOD_PARAMETERS.merge(
                    name, makesARecord ? 0 : method.getParameters().size(), Math::max);
            return super.visitMethod(method, type);
        }

        private long line(Tree tree, boolean end) {
            long place = end ? positions.getEndPosition(file, tree) : positions.getStartPosition(file, tree);
            return file.getLineMap().getLineNumber(place);
        }
    }
}
