package nunchi.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// Which package may import which: the arrows of the house, in reading order. The directions between modules are held
/// by their `module-info.java`.
class PackagesTest {
    private static final String OURS = "nunchi.";
    private static final Pattern TRANSITIVE = Pattern.compile("requires transitive (?!nunchi\\.|java\\.)");
    private static final Pattern EXPORTS = Pattern.compile("exports ([\\w.]+);");

    /// Every package, below those that it imports. Where a package needs another arrow, it is written here, and seen in
    /// a review.
    private static final String ARROWS = """
            core
              check ->
              random ->
              service ->
              version ->
              schedule -> check
              tensor -> check
              text ->
              graph -> check graph.op tensor
              init -> check random tensor
              graph.op -> check graph init tensor
              activation -> check graph graph.op
              backend -> check graph graph.op random service tensor
              layer -> activation check graph graph.op init tensor
              loss -> check graph graph.op tensor
              optimizer -> check graph graph.op init schedule
              network -> check graph graph.op layer loss optimizer schedule tensor
              reference -> backend check graph graph.op random tensor
            conformance
              conformance -> activation backend check graph graph.op init layer loss network optimizer random \
                  reference schedule tensor
            cpu
              cpu.kernel -> random tensor
              cpu.memory -> backend check graph graph.op tensor
              cpu.thread -> cpu.memory
              cpu.step -> backend check cpu.kernel cpu.memory cpu.thread graph.op random tensor
              cpu.numerics -> backend check cpu.kernel cpu.memory cpu.step cpu.thread tensor
              cpu.plan -> cpu.kernel cpu.memory cpu.step cpu.thread graph graph.op random tensor
              cpu -> backend check cpu.kernel cpu.memory cpu.numerics cpu.plan cpu.step cpu.thread graph random
            model
              file -> check
              token -> check
              codec -> activation check init layer loss network optimizer schedule service
              prediction -> check loss
              inference -> backend check graph loss network prediction random tensor token
              weights -> backend check codec file graph.op tensor
              model -> backend check codec file inference layer loss network optimizer prediction tensor token weights
            data
              picture -> check file service tensor
              data -> check codec file layer model picture random tensor token
              augment -> check data random tensor
              interchange -> backend check data file graph layer network tensor weights
            analysis
              cluster -> backend check random
              embed -> backend check random tensor text
              saliency -> backend check graph graph.op layer network random tensor
              statistics -> check text
            train
              metric -> check data loss prediction token
              experiment -> augment check codec data file layer loss metric model network optimizer picture \
                  prediction saliency token
              train -> augment backend check codec data experiment graph graph.op layer loss metric model network \
                  inference picture prediction random reference schedule statistics tensor token weights
            record
              record -> check codec data experiment file metric model prediction tensor train
            exchange
              protobuf ->
              onnx -> check graph graph.op layer loss network protobuf tensor version
              tensorboard -> data picture protobuf tensor train
            report
              report.page -> backend
              report -> activation backend check codec data experiment file graph layer metric model picture \
                  record reference report.page statistics tensor text token train
            http
              http -> check
            study
              inspect -> backend check cluster data embed experiment graph graph.op inference interchange layer loss network \
                  prediction reference saliency tensor
              run -> augment backend check cluster codec data embed experiment file graph graph.op inspect interchange \
                  loss metric model network onnx picture prediction random record saliency tensor tensorboard \
                  token train version weights
              clustering -> backend check cluster data embed interchange record run text
              predict -> backend check codec data experiment file inference interchange model network picture \
                  prediction record run tensor token train weights
              explain -> backend check data experiment inference inspect interchange picture record run \
                  saliency tensor weights
              step -> check data experiment graph graph.op inference network reference run tensor weights
              search -> backend check codec data experiment file metric random record run statistics train version weights
              lab -> check codec data experiment file clustering predict record run search train
            studio
              draft -> check codec data experiment run train
              studio -> backend check codec data draft experiment explain file http inspect model picture predict record \
                  report report.page run statistics step tensor train
            serve
              serve -> check codec file http network picture predict prediction record run tensor version
            app
              app -> backend check cluster codec data embed experiment clustering inspect interchange lab metric \
                  picture predict prediction record report run saliency search serve statistics studio tensor train version
            spark
              spark -> app check data experiment graph interchange loss network predict prediction run search train version weights
            benchmarks
              benchmark -> activation augment backend codec data experiment graph graph.op inference init layer loss \
                  network optimizer predict prediction random run serve tensor train
            """;

    private static final Set<String> NULL_MARKED = Set.of(
            "analysis",
            "app",
            "benchmarks",
            "conformance",
            "core",
            "cpu",
            "data",
            "exchange",
            "http",
            "model",
            "record",
            "report",
            "serve",
            "spark",
            "studio",
            "study",
            "train");

    /// Ops build nodes of the graph that holds them: the one circle, on purpose.
    private static final Set<String> CIRCLE = Set.of("graph", "graph.op");

    @Test
    void packagesImportExactlyWhatTheTableSays() {
        assertThat(written()).isEqualTo(table());
    }

    @Test
    void noPackageImportsOneBelowItself() {
        List<String> above = new ArrayList<>(CIRCLE);
        List<String> breaches = new ArrayList<>();
        table().forEach((name, imports) -> {
            above.add(name);
            imports.stream()
                    .filter(each -> !above.contains(each))
                    .forEach(each -> breaches.add(name + " imports " + each));
        });
        assertThat(breaches).isEmpty();
    }

    @Test
    void aPackageLiesInOneModule() {
        Map<String, Set<String>> modules = Source.ofMain()
                .filter(source -> source.packageName().isPresent())
                .collect(Collectors.groupingBy(
                        source -> source.packageName().orElseThrow(),
                        Collectors.mapping(Source::module, Collectors.toSet())));
        assertThat(modules)
                .hasSizeGreaterThan(table().size() / 2)
                .allSatisfy((_, owners) -> assertThat(owners).hasSize(1));
    }

    @Test
    void everyPackageSaysWhatItHolds() {
        Set<String> told = Source.ofMain()
                .filter(source -> source.file().endsWith("package-info.java")
                        && source.text().startsWith("/// "))
                .map(source -> source.packageName().orElseThrow().substring(OURS.length()))
                .collect(Collectors.toSet());
        assertThat(told).isEqualTo(table().keySet());
    }

    /// Those who know the library that reads text, and why: everyone else has trees and records.
    private static final Map<String, String> KNOW_JACKSON = Map.of(
            "codec", "reads and writes YAML and JSON",
            "report.page", "writes what the scripts of a page read");

    @Test
    void theCodecAloneKnowsTheLibraryThatReadsText() {
        Set<String> knowing = Source.ofMain()
                .filter(source -> source.imports().stream().anyMatch(name -> name.contains("jackson")))
                .map(source -> source.packageName().orElseThrow().substring(OURS.length()))
                .collect(Collectors.toSet());
        assertThat(knowing).isEqualTo(KNOW_JACKSON.keySet());
    }

    /// Where a module requires another library transitively, with the reason. The compiler refuses an exported
    /// signature with a type of a module that is not (`-Xlint:exports`, `-Werror`).
    private static final Map<String, String> SHOWN_LIBRARIES = Map.of();

    @Test
    void noExportedSignatureHasATypeOfAnotherLibrary() throws IOException {
        Set<String> showing = Source.ofMain()
                .filter(source -> source.file().endsWith("module-info.java"))
                .filter(source -> TRANSITIVE.matcher(source.text()).find())
                .map(Source::module)
                .collect(Collectors.toSet());
        assertThat(showing).isEqualTo(SHOWN_LIBRARIES.keySet());
        assertThat(Files.readString(Path.of("../pom.xml")))
                .contains("-Xlint:all,", "<arg>-Werror</arg>")
                .doesNotContain(",-exports");
    }

    /// NullAway checks a package that is marked, and stops the build where a null may come to what must not be null.
    @Test
    void everyPackageOfTheseModulesIsMarked() {
        assertThat(Source.ofMain()
                        .filter(source -> NULL_MARKED.contains(source.module())
                                && source.file().endsWith("package-info.java")
                                && !source.text().contains("@NullMarked")))
                .isEmpty();
    }

    /// So that `import module nunchi.workbench` is enough: a name that two packages export would have to be imported by
    /// itself.
    @Test
    void aNameIsExportedByOnePackage() {
        Set<String> exported = Source.ofMain()
                .filter(source -> source.file().endsWith("module-info.java"))
                .flatMap(source -> EXPORTS.matcher(source.text()).results().map(match -> match.group(1)))
                .collect(Collectors.toSet());
        Map<String, Set<String>> owners = new TreeMap<>();
        Source.ofMain()
                .filter(source -> !Set.of("benchmarks", "conformance").contains(source.module())
                        && source.packageName().filter(exported::contains).isPresent())
                .forEach(source -> {
                    String name = source.file().getFileName().toString().replace(".java", "");
                    if (source.text().matches("(?s).*\npublic [\\w ]*\\b" + name + "\\b.*")) {
                        owners.computeIfAbsent(name, _ -> new TreeSet<>())
                                .add(source.packageName().orElseThrow());
                    }
                });
        assertThat(owners).containsKeys("Dense", "Trainer");
        assertThat(owners.entrySet().stream().filter(entry -> entry.getValue().size() > 1))
                .isEmpty();
    }

    private static Map<String, Set<String>> table() {
        Map<String, Set<String>> table = new LinkedHashMap<>();
        ARROWS.lines().filter(line -> line.contains("->")).forEach(line -> {
            String[] sides = line.split("->", -1);
            table.put(
                    sides[0].strip(),
                    Arrays.stream(sides[1].split(" "))
                            .filter(name -> !name.isBlank())
                            .collect(Collectors.toCollection(TreeSet::new)));
        });
        return table;
    }

    /// What the sources import.
    private static Map<String, Set<String>> written() {
        Map<String, Set<String>> written = new TreeMap<>();
        Source.ofMain().filter(source -> source.packageName().isPresent()).forEach(source -> {
            String own = source.packageName().orElseThrow().substring(OURS.length());
            Set<String> imports = written.computeIfAbsent(own, _ -> new TreeSet<>());
            source.imports().stream()
                    .filter(name -> name.startsWith(OURS))
                    .map(PackagesTest::packageOf)
                    .filter(name -> !name.equals(own))
                    .forEach(imports::add);
        });
        return written;
    }

    /// The package of an imported class or of its member.
    private static String packageOf(String imported) {
        return Arrays.stream(imported.split("\\."))
                .skip(1)
                .takeWhile(part -> Character.isLowerCase(part.charAt(0)))
                .collect(Collectors.joining("."));
    }
}
