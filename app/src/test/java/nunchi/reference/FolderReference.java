package nunchi.reference;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import nunchi.codec.RecordType;
import nunchi.codec.Scalars;
import nunchi.codec.Tree;
import nunchi.record.CheckpointRecord;
import nunchi.record.ClaimRecord;
import nunchi.record.ClusteringRecord;
import nunchi.record.Command;
import nunchi.record.DataRecord;
import nunchi.record.EnvironmentRecord;
import nunchi.record.EpochRecord;
import nunchi.record.EvaluationRecord;
import nunchi.record.GeneratedRecord;
import nunchi.record.HistogramsRecord;
import nunchi.record.InspectionRecord;
import nunchi.record.JournalLine;
import nunchi.record.LabRecord;
import nunchi.record.ModelRecord;
import nunchi.record.OutlineRecord;
import nunchi.record.PlacesRecord;
import nunchi.record.PlanRecord;
import nunchi.record.PredictionsRecord;
import nunchi.record.RunRecord;
import nunchi.record.Scores;
import nunchi.record.SearchRecord;
import nunchi.train.MetricValues;

/// `docs/reference/run-folder.md`.
final class FolderReference {
    private static final List<String> HEAD = List.of("key", "type", "meaning");
    private static final String INTRODUCTION = """
            This page is generated from the records that the files are written from. A key without a value is left out or `null`; a number \
            that was not measured is `null`, an infinite one `1E+999`. Readers skip keys that they do not know: later versions add some. \
            `experiment.yaml` has the keys of [the experiment file](experiment.md).
            """;
    private static final String FILES = """
            | file | in the folder of | content |
            | --- | --- | --- |
            | `experiment.yaml` | a run, a search, a model alone | the experiment with every key written out, see [the experiment file](experiment.md) |
            | `environment.json` | a run, a clustering study | [versions, machine and checksums of the data](#environmentjson) |
            | `journal.jsonl` | a run | [one event a line](#journaljsonl), written as it happens |
            | `control.jsonl` | a run that was steered | [one command a line](#controljsonl) to the training, see [how to steer](../how-to/steer.md) |
            | `result.json` | a run, a search, a lab, a clustering study, a model alone | what came out; `kind` says of what: [run](#resultjson-of-a-run), \
            [search](#resultjson-of-a-search), [lab](#resultjson-of-a-lab), [clusters](#resultjson-of-a-clustering-study), \
            [outline](#resultjson-of-a-model-alone) |
            | `model.json` | a run, a model alone | [layers and parameters](#modeljson) |
            | `data.json` | a run | [the data set and some examples](#datajson) |
            | `evaluation.json` | a run | [the evaluation of the final model](#evaluationjson) |
            | `inspection.json` | a run that was inspected | [maps, clusters and saliency](#inspectionjson) |
            | `predictions.json` | a run with `predict --keep` | [predictions for own images](#predictionsjson) |
            | `generated.json` | a run with `generate` | [a text that the model wrote](#generatedjson) |
            | `points.json`, `clusters.yaml` | a clustering study | [the points and their clusters](#pointsjson), and the study's file |
            | `weights/last.safetensors` | a run | weights after the last epoch, by their paths |
            | `weights/best.safetensors` | a run with a best epoch | weights of the best epoch |
            | `weights/state.safetensors` | a run that has not ended | the [checkpoint](#weightsstatesafetensors) from which it goes on |
            | `weights/familiarity.safetensors` | a run on images with classes | training examples by which `predict` notices images of no class |
            | `activations/` | a run inspected with `keepActivations` | outputs of the layers as `.npy` arrays |
            | `tensorboard/` | a run with `--tensorboard` | events for TensorBoard |
            | `trials/001/`, … | a search | the folder of each trial, a run |
            | `claims/` | a search that several processes train, until it is gathered | [the plan](#claimsplanjson), and a folder for each trial that a process \
            [has claimed](#claimsclaimjson) |
            | `plan/NAME.yaml`, `NAME/` | a lab | the file and the folder of each experiment |
            | `report.html` | all | the report: one file that opens offline |
            """;

    private final DocComments comments;
    private final Markdown page = new Markdown();
    private final Set<Class<?>> written = new HashSet<>();

    FolderReference(DocComments comments) {
        this.comments = comments;
    }

    String text() {
        page.add("# The files of a run folder").add(INTRODUCTION).add(FILES.strip());
        file("result.json of a run", RunRecord.class);
        file("result.json of a search", SearchRecord.class);
        file("result.json of a lab", LabRecord.class);
        file("result.json of a clustering study", ClusteringRecord.class);
        file("result.json of a model alone", OutlineRecord.class);
        journal();
        file("control.jsonl", Command.class);
        file("environment.json", EnvironmentRecord.class);
        file("model.json", ModelRecord.class);
        file("data.json", DataRecord.class);
        file("evaluation.json", EvaluationRecord.class);
        file("inspection.json", InspectionRecord.class);
        file("predictions.json", PredictionsRecord.class);
        file("generated.json", GeneratedRecord.class);
        file("points.json", PlacesRecord.class);
        file("claims/plan.json", PlanRecord.class);
        file("claims/…/claim.json", ClaimRecord.class);
        page.add("## weights/state.safetensors")
                .add("The checkpoint: the tensors, and in the metadata under `nunchi` a JSON text with these keys.");
        keys("", CheckpointRecord.class);
        return page.toString();
    }

    private void file(String heading, Class<? extends Record> type) {
        page.add("## " + heading).add(comments.first(type));
        keys("", type);
    }

    private void journal() {
        page.add("## journal.jsonl").add("Each line is an object; its key `event` names the event.");
        event("started", JournalLine.Started.class);
        event("resumed", JournalLine.Resumed.class);
        page.add("### Event `epoch`")
                .add(comments.first(EpochRecord.class))
                .add(comments.of(EpochRecord.class, "values"));
        event("weights", JournalLine.WeightsHash.class);
        event("plane", JournalLine.Plane.class);
        event("surface", JournalLine.Surface.class);
        event("intervention", JournalLine.InterventionLine.class);
        event("histograms", HistogramsRecord.class);
        event("finished", JournalLine.Finished.class);
        event("failed", JournalLine.Failed.class);
    }

    private void event(String name, Class<?> type) {
        page.add("### Event `%s`".formatted(name)).add(comments.first(type));
        keys("", type);
    }

    /// A table of a record's keys, those of records below it with their paths.
    private void keys(String prefix, Type type) {
        List<List<String>> rows = new ArrayList<>();
        collect(prefix, type, rows);
        page.table(HEAD, rows);
    }

    private void collect(String prefix, Type type, List<List<String>> rows) {
        for (RecordType.Part part : RecordType.of(type).parts()) {
            String key = prefix + part.key();
            Class<?> owner = part.path().getLast().getDeclaringRecord();
            rows.add(List.of(Markdown.code(key), words(part.type()), comments.of(owner, part.name())));
            inner(key, part.type(), rows);
        }
    }

    private void inner(String key, Type type, List<List<String>> rows) {
        if (type instanceof ParameterizedType of && RecordType.raw(of) == List.class) {
            inner(key + "[]", element(of), rows);
        } else if (type instanceof ParameterizedType of && !RecordType.raw(of).isRecord()) {
            inner(key + ".*", element(of), rows);
        } else if (isKeyed(RecordType.raw(type))) {
            collect(key + ".", type, rows);
        }
    }

    private static Type element(ParameterizedType type) {
        return type.getActualTypeArguments()[type.getActualTypeArguments().length - 1];
    }

    private static boolean isKeyed(Class<?> type) {
        return type.isRecord() && type != MetricValues.class && type != Scores.class;
    }

    private static String words(Type type) {
        Class<?> raw = RecordType.raw(type);
        if (raw == List.class) {
            return "list of "
                    + words(element((ParameterizedType) type))
                            .replaceFirst("^(object|text|number|whole number)$", "$1s");
        }
        if (type instanceof ParameterizedType of && !raw.isRecord()) {
            return "object by name, each value: " + words(element(of));
        }
        if (raw.isEnum()) {
            return Arrays.stream(raw.getEnumConstants())
                    .map(each -> Markdown.code(Scalars.spelling(each)))
                    .collect(Collectors.joining(", "));
        }
        return switch (raw.getSimpleName()) {
            case "int", "Integer", "long", "Long" -> "whole number";
            case "double", "Double" -> "number";
            case "boolean", "Boolean" -> "true or false";
            case "String" -> "text";
            case "Tree", "Object" -> "any value";
            case "Figures" -> "object with `loss`, `accuracy` and further metrics";
            case "Scores" -> "list of numbers, or object with a number for each class";
            default -> "object";
        };
    }
}
