package nunchi.app;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DiagnosisTest {
    @Test
    void thePeakIsTheBestMeasurementAndABusyMachineIsNoted() {
        assertThat(Diagnosis.peak(236, 240, 239).value()).startsWith("240 GFLOP/s, the best of 3 measurements");
        assertThat(Diagnosis.peak(236, 240, 239).remedy()).isNull();
        assertThat(Diagnosis.peak(1, 240, 239).value()).startsWith("240 GFLOP/s");
        assertThat(Diagnosis.peak(1, 240, 239).remedy())
                .contains("between 1 and 240 GFLOP/s: other programs use the processor");
        assertThat(Diagnosis.peak().value()).isEqualTo("not measured");
    }
}
