package nunchi.model;

import java.util.List;
import nunchi.codec.Required;
import org.jspecify.annotations.Nullable;

/// The columns of a table that a model was trained on.
///
/// @param columns     of the file
/// @param features    their positions, from 0
/// @param names       of the features; empty where they have none
/// @param outputs     the positions of what is learnt
/// @param outputNames their names
/// @param categories  of each feature, null of one of numbers; null where no feature has any
/// @param fill        what takes the place of a missing value, a number or a category, of each feature; null where
///     nothing does
/// @param header      whether the file has one, where that was said
public record TableRecord(
        Integer columns,
        @Required List<Integer> features,
        @Required List<String> names,
        @Required List<Integer> outputs,
        @Required List<String> outputNames,
        @Nullable List<@Nullable List<String>> categories,
        @Nullable List<@Nullable Object> fill,
        @Nullable Boolean header) {}
