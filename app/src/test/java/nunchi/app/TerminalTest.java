package nunchi.app;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TerminalTest {
    @Test
    void aLineIsDrawnOverOnlyOnATerminalThatCanDoSo() {
        assertThat(Terminal.draws(true, "xterm-256color")).isTrue();
        assertThat(Terminal.draws(true, null)).isTrue();
        assertThat(Terminal.draws(true, "dumb")).isFalse();
        assertThat(Terminal.draws(false, "xterm")).isFalse();
    }
}
