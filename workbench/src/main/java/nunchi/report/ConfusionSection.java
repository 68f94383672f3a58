package nunchi.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/// Which class was taken for which: a table whose cells are as dark as they are full, and lead to the mistakes drawn.
final class ConfusionSection implements ReportSection {
    private static final String LEADS = "A number off the diagonal leads to its mistakes.";

    @Override
    public String title() {
        return "Confusion matrix";
    }

    @Override
    public Html body(Folder folder, Chapter chapter) {
        JsonNode confusion = folder.evaluation().path("confusion");
        if (!confusion.isArray() || confusion.isEmpty()) {
            return Html.NOTHING;
        }
        JsonNode classes = folder.evaluation().path("classes");
        String caption = "Rows are true classes, columns predictions";
        Html content = Html.join(Html.tag("caption", Html.text(caption)), head(classes, confusion.size()), rows(folder, chapter));
        Html table = Table.framed(caption, Html.tag("table", Attributes.of("class", "confusion"), content));
        boolean linked = !folder.evaluation().path("mistakes").isEmpty();
        return Html.join(worst(confusion, classes), table,
                linked ? Html.tag("p", Attributes.of("class", "note screen"), Html.text(LEADS)) : Html.NOTHING);
    }

    private static Html worst(JsonNode confusion, JsonNode classes) {
        int truth = -1;
        int prediction = -1;
        long most = 0;
        for (int row = 0; row < confusion.size(); row++) {
            for (int column = 0; column < confusion.path(row).size(); column++) {
                long count = confusion.path(row).path(column).asLong(0);
                if (row != column && count > most) {
                    most = count;
                    truth = row;
                    prediction = column;
                }
            }
        }
        return most < 2 ? Html.NOTHING : Html.paragraph("The most frequent confusion: %s taken for %s, %s."
                .formatted(name(classes, truth), name(classes, prediction), Numbers.count(most, "time")));
    }

    private static Html head(JsonNode classes, int size) {
        List<Html> cells = new ArrayList<>();
        cells.add(Html.tag("th", Attributes.of("scope", "col"), Html.text("true \\ predicted")));
        for (int column = 0; column < size; column++) {
            cells.add(Html.tag("th", Attributes.of("scope", "col", "class", "number"), Html.text(name(classes, column))));
        }
        return Html.tag("thead", Html.tag("tr", Html.join(cells)));
    }

    private static Html rows(Folder folder, Chapter chapter) {
        JsonNode confusion = folder.evaluation().path("confusion");
        List<Html> rows = new ArrayList<>();
        long greatest = greatestMistake(confusion);
        for (int row = 0; row < confusion.size(); row++) {
            List<Html> cells = new ArrayList<>();
            cells.add(Html.tag("th", Attributes.of("scope", "row"), Html.text(name(folder.evaluation().path("classes"), row))));
            for (int column = 0; column < confusion.path(row).size(); column++) {
                cells.add(cell(folder, chapter, new Place(row, column, greatest)));
            }
            rows.add(Html.tag("tr", Html.join(cells)));
        }
        return Html.tag("tbody", Html.join(rows));
    }

    private static Html cell(Folder folder, Chapter chapter, Place place) {
        JsonNode confusion = folder.evaluation().path("confusion");
        long count = confusion.path(place.row).path(place.column).asLong(0);
        double share = place.right() ? (double) count / Math.max(1, sum(confusion.path(place.row)))
                : Math.sqrt((double) count / Math.max(1, place.greatest));
        String kind = count == 0 ? "none" : place.right() ? "right" : "wrong";
        String full = share > (place.right() ? 0.6 : 0.8) ? " full" : "";
        Attributes style = Attributes.of("class", "number " + kind + full, "style", String.format(Locale.ROOT, "--share:%.3f", share));
        boolean drawn = !place.right() && count > 0 && MistakesSection.draws(folder, place.row, place.column);
        Html number = Html.text(Numbers.count(count));
        return Html.tag("td", style, drawn
                ? Html.tag("a", Attributes.of("href", "#" + MistakesSection.anchor(chapter, place.row, place.column)), number)
                : number);
    }

    private static long greatestMistake(JsonNode confusion) {
        long greatest = 0;
        for (int row = 0; row < confusion.size(); row++) {
            for (int column = 0; column < confusion.path(row).size(); column++) {
                greatest = row == column ? greatest : Math.max(greatest, confusion.path(row).path(column).asLong(0));
            }
        }
        return greatest;
    }

    private static long sum(JsonNode row) {
        long sum = 0;
        for (JsonNode count : row) {
            sum += count.asLong(0);
        }
        return sum;
    }

    private static String name(JsonNode classes, int number) {
        return classes.path(number).asString(Integer.toString(number));
    }

    private record Place(int row, int column, long greatest) {
        boolean right() {
            return row == column;
        }
    }
}
