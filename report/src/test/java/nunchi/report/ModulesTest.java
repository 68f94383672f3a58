package nunchi.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import nunchi.report.page.Modules;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Modules of JavaScript become one script, in which each stands after what it imports.
class ModulesTest {
    private static final Path WEB = Path.of("src/main/resources/nunchi/report/web");
    private static final Pattern IMPORTED = Pattern.compile("from '\\./(\\w+)\\.js'");

    @TempDir
    private Path folder;

    private static String script(Map<String, String> modules) {
        return Modules.script("main", modules::get);
    }

    @Test
    void modulesOfEqualNamesInsideRunInOneScriptEachOnce() throws IOException, InterruptedException {
        String script = script(Map.of(
                "main",
                        "import { twice } from './a.js';\nimport { count } from './b.js';\nconst own = 'main';\ntwice();\nwindow.answer = own + twice() + count();",
                "a",
                        "import { count } from './b.js';\nconst own = 'a';\nexport function twice() { return own + count(); }",
                "b", "const own = 'b';\nlet number = 0;\nexport const count = () => own + ++number;"));
        Path page = Files.writeString(
                folder.resolve("page.html"),
                "<!doctype html><script>'use strict';(() => {" + script + "})();</script>");

        assertThat(script).containsOnlyOnce("let number");
        assertThat(Browser.ask(page, 500, "JSON.stringify([answer, failed.length, typeof own])")
                        .toString())
                .isEqualTo("[\"mainab2b3\",0,\"undefined\"]");
    }

    @Test
    void aNameThatIsNotExportedIsRefused() {
        assertThatThrownBy(() -> script(Map.of(
                        "main", "import { a, b } from './other.js';", "other", "export const a = 1;\nconst b = 2;")))
                .hasMessage("main.js imports b, which other.js does not export");
    }

    @Test
    void modulesThatImportEachOtherAreRefused() {
        Map<String, String> modules = Map.of(
                "main",
                "import { a } from './a.js';",
                "a",
                "import { b } from './b.js';\nexport const a = 1;",
                "b",
                "import { a } from './a.js';\nexport const b = 1;");

        assertThatThrownBy(() -> script(modules)).hasMessage("modules import each other: a, b, a");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "import a from './a.js';",
                "import * as a from './a.js';",
                "import { a as b } from './a.js';",
                "import './a.js';",
                "import { a } from './a.js'",
                "import { a } from 'a';",
                "export let a = 1;",
                "export default 1;",
                "export { a };",
                "export class A {}",
                "export const { a } = b;",
                "  const a = await import('./a.js');"
            })
    void aFormThatIsNotUnderstoodIsRefusedWithItsLine(String line) {
        assertThatThrownBy(() -> script(Map.of("main", "const first = 1;\n" + line, "a", "export const a = 1;")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("main.js")
                .hasMessageContaining(line);
    }

    @Test
    void wordsOfCommentsAndNamesAreNoImports() {
        String module =
                "/** import { a } from nowhere */\n// export let\n * @import nothing\nconst important = exported;";

        assertThat(script(Map.of("main", module))).contains(module);
    }

    @Test
    void everyModuleSaysWhatItDoesAndIsPartOfThePage() throws IOException {
        TreeSet<String> names = new TreeSet<>();
        TreeSet<String> imported = new TreeSet<>(List.of("report", "types"));
        try (Stream<Path> files = Files.list(WEB)) {
            for (Path file : files.toList()) {
                String text = Files.readString(file);
                names.add(file.getFileName().toString().replace(".js", ""));
                IMPORTED.matcher(text).results().forEach(found -> imported.add(found.group(1)));
                assertThat(text).as(file.toString()).matches("(?s)/\\*\\* [A-Z].{20,}?\\. \\*/\n.*");
                assertThat(text.lines())
                        .as(file.toString())
                        .hasSizeLessThanOrEqualTo(300)
                        .allMatch(line -> line.length() <= 200);
            }
        }
        assertThat(imported).isEqualTo(names);
    }
}
