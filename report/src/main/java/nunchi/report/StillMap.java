package nunchi.report;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.ShortBuffer;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import nunchi.report.page.Colouring;
import nunchi.report.page.PointMap;
import org.jspecify.annotations.Nullable;

/// A map of points as SVG, where no script draws it.
final class StillMap {
    private static final int SIDE = 400;
    private static final int MARGIN = 8;
    private static final int MOST = 65535;
    /// Colours of the style sheet.
    private static final int COLOURS = 10;
    /// Points are smaller where there are more of them.
    private static final int MANY = 2000;

    private StillMap() {}

    /// The map with a legend of its groups.
    ///
    /// @param colouring null where all points have one colour
    /// @param instead  what the map shows, in words
    static Html of(PointMap map, @Nullable Colouring colouring, String instead) {
        ShortBuffer places = ByteBuffer.wrap(Base64.getDecoder().decode(map.places()))
                .order(ByteOrder.LITTLE_ENDIAN)
                .asShortBuffer();
        int points = places.limit() / 2;
        int groups = colouring == null ? 0 : colouring.names().size();
        List<StringBuilder> paths = new ArrayList<>();
        for (int group = -1; group < groups; group++) {
            paths.add(new StringBuilder());
        }
        for (int i = 0; i < points; i++) {
            int group = colouring == null ? -1 : colouring.groups().get(i);
            paths.get(group + 1)
                    .append("M%s %sh0".formatted(place(places.get(2 * i), false), place(places.get(2 * i + 1), true)));
        }
        StringBuilder drawing = new StringBuilder();
        for (int group = -1; group < groups; group++) {
            drawing.append("<path class=\"point\" style=\"stroke:%s\" stroke-width=\"%s\" d=\"%s\"/>"
                    .formatted(colour(group, groups), points > MANY ? "2.5" : "4", paths.get(group + 1)));
        }
        Html svg = Html.trusted("<svg class=\"map\" viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"%s\">%s</svg>"
                .formatted(SIDE, SIDE, Html.escape(instead), drawing));
        boolean rest = !paths.getFirst().isEmpty();
        return colouring == null ? svg : Html.join(svg, legend(colouring.names(), rest ? map.rest() : ""));
    }

    private static String place(short stored, boolean downwards) {
        double share = Short.toUnsignedInt(stored) / (double) MOST;
        return StillChart.number(MARGIN + (downwards ? 1 - share : share) * (SIDE - 2 * MARGIN));
    }

    /// The style sheet's where there are few groups.
    private static String colour(int group, int groups) {
        if (group < 0) {
            return "var(--soft)";
        }
        return groups <= COLOURS ? "var(--g%d)".formatted(group) : "hsl(%d 60%% 50%%)".formatted(360 * group / groups);
    }

    /// @param rest what points of no group are called; empty where there are none
    private static Html legend(List<String> names, String rest) {
        List<Html> entries = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            entries.add(entry(names.get(i), colour(i, names.size())));
        }
        if (!rest.isEmpty()) {
            entries.add(entry(rest, colour(-1, names.size())));
        }
        return Html.tag("ul", Attributes.of("class", "legend"), Html.join(entries));
    }

    private static Html entry(String name, String colour) {
        Html sign = Html.trusted("<svg viewBox=\"0 0 8 8\"><circle cx=\"4\" cy=\"4\" r=\"4\" style=\"fill:%s\"/></svg>"
                .formatted(colour));
        return Html.tag("li", sign, Html.text(name));
    }
}
