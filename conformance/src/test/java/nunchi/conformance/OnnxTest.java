package nunchi.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import nunchi.reference.ReferenceBackend;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/// The reference beside the node cases of ONNX, where they are installed.
class OnnxTest {
    @BeforeEach
    void casesAreThere() {
        assumeTrue(
                Files.isDirectory(OnnxCases.FOLDER),
                "skipped: ONNX' cases are not in " + OnnxCases.FOLDER + " (Debian's package libonnx-testdata)");
    }

    @TestFactory
    Stream<DynamicTest> theReferenceComputesWhatOnnxSays() {
        List<Case> cases = Conformance.onnx(new ReferenceBackend()).toList();
        assertThat(cases).hasSize(87);
        return cases.stream().map(each -> DynamicTest.dynamicTest(each.name(), each::run));
    }

    @Test
    void everyCaseOfTheOperatorsIsCoveredOrSaidNotToBeExpressible() throws IOException {
        try (Stream<Path> folders = Files.list(OnnxCases.FOLDER)) {
            List<String> found = folders.filter(folder -> OnnxCases.OPERATORS.contains(OnnxNode.operatorOf(folder)))
                    .map(folder -> folder.getFileName().toString())
                    .toList();
            assertThat(found)
                    .hasSizeGreaterThan(60)
                    .allSatisfy(name -> assertThat(
                                    OnnxCases.COVERED.contains(name) != OnnxCases.NOT_EXPRESSIBLE.containsKey(name))
                            .as(name)
                            .isTrue());
        }
    }

    @Test
    void aCoveredCaseThatDisappearsIsMissed(@TempDir Path empty) {
        Case first = OnnxCases.cases(new ReferenceBackend(), empty).findFirst().orElseThrow();
        assertThatThrownBy(first::run)
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("the case is no longer in");
    }
}
