package nunchi.app;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ExaminationTest {
    @Test
    void thePeakIsTheBestMeasurementAndABusyMachineIsNoted() {
        assertThat(Examination.peak(236, 240, 239).value()).startsWith("240 GFLOP/s, the best of 3 measurements");
        assertThat(Examination.peak(236, 240, 239).remedy()).isNull();
        assertThat(Examination.peak(1, 240, 239).value()).startsWith("240 GFLOP/s");
        assertThat(Examination.peak(1, 240, 239).remedy())
                .contains("between 1 and 240 GFLOP/s: other programs use the processor");
        assertThat(Examination.peak().value()).isEqualTo("not measured");
    }
}
