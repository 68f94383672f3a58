package nunchi.model;

import java.util.List;
import nunchi.codec.Required;
import org.jspecify.annotations.Nullable;

/// The columns of a table that a model was trained on.
///
/// @param columns     number of columns of the file
/// @param features    positions of the feature columns, from 0
/// @param names       names of the feature columns; empty where they have none
/// @param outputs     positions of the columns to predict, from 0
/// @param outputNames names of the columns to predict
/// @param categories  categories of each feature, `null` for a numeric feature; absent where all are numeric
/// @param fill        value that replaces a missing value of each feature, a number or a category; absent where none is
///     replaced
/// @param header      whether the file has a header, where that was given
public record TableRecord(
        Integer columns,
        @Required List<Integer> features,
        @Required List<String> names,
        @Required List<Integer> outputs,
        @Required List<String> outputNames,
        @Nullable List<@Nullable List<String>> categories,
        @Nullable List<@Nullable Object> fill,
        @Nullable Boolean header) {}
