package nunchi.conformance;

import java.util.List;
import java.util.stream.Stream;

/// The declared cases of every op: a new op gets its line in one of these lists.
public final class OpCases {
    private OpCases() {}

    /// At least one for each op of the closed set.
    public static List<OpCase> all() {
        return Stream.of(
                        SourceCases.all(),
                        UnaryCases.all(),
                        BinaryCases.all(),
                        ProductCases.all(),
                        RowCases.all(),
                        WindowCases.all(),
                        ShapeCases.all(),
                        RecurrentCases.all())
                .flatMap(cases -> cases)
                .toList();
    }
}
